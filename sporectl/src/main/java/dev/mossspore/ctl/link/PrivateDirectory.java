package dev.mossspore.ctl.link;

import dev.mossspore.ctl.fleet.CallFailedException;
import dev.mossspore.ctl.fleet.ClientCode;
import dev.mossspore.ctl.fleet.Outcome;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** The directory of ssh's sockets: mode 0700, the caller's own, with a short path. */
final class PrivateDirectory {
  private PrivateDirectory() {}

  /**
   * Below {@code XDG_RUNTIME_DIR}, else below {@code /tmp} by the caller's name; made where it is
   * missing, refused where somebody else could get in.
   */
  static Path open(Map<String, String> environment) throws CallFailedException {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      throw new CallFailedException(
          Outcome.FAILED,
          ClientCode.SSH_MISSING,
          "the ssh client of this system cannot share a connection, which ssh: endpoints live from",
          "use a tls: endpoint, or run sporectl in a Linux, such as WSL");
    }
    String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    String user = System.getProperty("user.name");
    Path path =
        !runtime.isEmpty() && Files.isWritable(Path.of(runtime))
            ? Path.of(runtime, "sporectl")
            : Path.of("/tmp", "sporectl-" + user);
    try {
      create(path);
      PosixFileAttributes found =
          Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      boolean mine = found.isDirectory() && found.owner().getName().equals(user);
      if (!mine || !PosixFilePermissions.toString(found.permissions()).equals("rwx------")) {
        throw problem("%s has to be a directory of yours with mode 0700".formatted(path));
      }
      return path;
    } catch (IOException e) {
      throw problem("%s cannot be made: %s".formatted(path, e));
    }
  }

  private static void create(Path path) throws IOException {
    try {
      Files.createDirectory(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException e) {
      // Made by an earlier run, or by somebody else: the caller looks whose it is.
    }
  }

  private static CallFailedException problem(String message) {
    return new CallFailedException(
        Outcome.FAILED, ClientCode.PRIVATE_DIRECTORY, message, "move it away and try again");
  }
}
