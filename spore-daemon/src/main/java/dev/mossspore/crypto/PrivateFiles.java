package dev.mossspore.crypto;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes files and directories that only their owner can enter, from the first instant on. */
final class PrivateFiles {
  private PrivateFiles() {}

  /** Creates an empty file of mode 0600; fails if it exists. */
  static void createFile(Path path) throws IOException {
    Files.createFile(path, mode(path, "rw-------"));
  }

  /** Creates the missing directories above the path with mode 0700; existing ones keep theirs. */
  static void createParents(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      Files.createDirectories(parent, mode(path, "rwx------"));
    }
  }

  /** The error in an operator's words; the JDK's own message is often only a path. */
  static String cause(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "no such file or directory: " + missing.getFile();
      case AccessDeniedException denied -> "permission denied: " + denied.getFile();
      default -> String.valueOf(e.getMessage());
    };
  }

  private static FileAttribute<?>[] mode(Path path, String permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
