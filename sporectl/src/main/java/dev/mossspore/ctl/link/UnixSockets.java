package dev.mossspore.ctl.link;

import dev.mossspore.ctl.fleet.CallFailedException;
import dev.mossspore.ctl.fleet.ClientCode;
import dev.mossspore.ctl.fleet.Outcome;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;

/** Why a socket of this host cannot be opened, in the operator's words. */
final class UnixSockets {
  private static final String DEFAULT_GROUP = "mossspore";

  private UnixSockets() {}

  /** Says what is wrong with a socket before anything is loaded or connected. */
  static void check(Path socket) throws CallFailedException {
    try {
      Files.readAttributes(socket, BasicFileAttributes.class);
    } catch (AccessDeniedException e) {
      throw denied(socket);
    } catch (NoSuchFileException e) {
      throw new CallFailedException(
          Outcome.UNREACHABLE,
          ClientCode.SOCKET_MISSING,
          "there is no socket %s".formatted(socket),
          "is mossspore running (systemctl status mossspore), and is this its admin.socket?");
    } catch (IOException e) {
      throw new CallFailedException(
          Outcome.UNREACHABLE,
          ClientCode.SOCKET_MISSING,
          "%s cannot be used: %s".formatted(socket, e),
          "");
    }
    if (!Files.isWritable(socket)) {
      throw denied(socket);
    }
  }

  static CallFailedException denied(Path socket) {
    return new CallFailedException(
        Outcome.REFUSED,
        ClientCode.SOCKET_PERMISSION,
        "you may not open %s".formatted(socket),
        socket.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? "add yourself to group %1$s (sudo usermod -aG %1$s %2$s) and log in again, or use sudo"
                .formatted(group(socket), System.getProperty("user.name"))
            : "run sporectl as administrator, or as the account that mossspore runs as");
  }

  static CallFailedException nobodyListens(Path socket) {
    return new CallFailedException(
        Outcome.UNREACHABLE,
        ClientCode.SOCKET_DEAD,
        "nobody listens on %s: it is left over from a daemon that is gone".formatted(socket),
        "start mossspore (systemctl start mossspore)");
  }

  /** The group that may open the socket, as far as the caller may see it. */
  private static String group(Path socket) {
    for (Path path = socket; path != null; path = path.getParent()) {
      try {
        String group = Files.readAttributes(path, PosixFileAttributes.class).group().getName();
        return group.equals("root") ? DEFAULT_GROUP : group;
      } catch (AccessDeniedException e) {
        // The next directory up can be looked at.
      } catch (IOException e) {
        return DEFAULT_GROUP;
      }
    }
    return DEFAULT_GROUP;
  }
}
