package dev.mossspore.base;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The permissions a file or directory is made with, from its first instant on. */
public final class FileMode {
  private FileMode() {}

  /**
   * The attributes to create the path with; none where its file system knows no such modes.
   *
   * @param permissions in the form {@code rwxr-x---}
   */
  public static FileAttribute<?>[] of(Path path, String permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
