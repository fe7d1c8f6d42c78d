package dev.mossspore.ctl.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A configuration file that is sent to daemons to be looked at. */
final class CandidateFile {
  private static final int MAX_BYTES = 1 << 20;

  private CandidateFile() {}

  static byte[] read(Path file) {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new UsageException("%s is larger than 1 MiB: no configuration is".formatted(file));
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new UsageException("%s does not exist".formatted(file));
    } catch (IOException e) {
      throw new UsageException("%s cannot be read: %s".formatted(file, e));
    }
  }
}
