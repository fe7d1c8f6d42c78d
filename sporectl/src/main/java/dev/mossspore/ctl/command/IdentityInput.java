package dev.mossspore.ctl.command;

import dev.mossspore.ctl.identity.IdentityBytes;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads identity files; leaves them alone. */
final class IdentityInput {
  private IdentityInput() {}

  static IdentityBytes read(Path file) {
    try (var in = Files.newInputStream(file)) {
      return IdentityBytes.read(in.readNBytes(IdentityBytes.LONG_LENGTH + 1));
    } catch (NoSuchFileException e) {
      throw new UsageException("%s does not exist".formatted(file));
    } catch (AccessDeniedException e) {
      throw new UsageException(
          "%s may not be read by you: identity files belong to the user of the daemon (sudo?)"
              .formatted(file));
    } catch (IOException e) {
      throw new UsageException("%s cannot be read: %s".formatted(file, e));
    } catch (IllegalArgumentException e) {
      throw new UsageException("%s is no identity: %s".formatted(file, e.getMessage()));
    }
  }
}
