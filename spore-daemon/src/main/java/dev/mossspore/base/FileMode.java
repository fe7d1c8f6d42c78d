package dev.mossspore.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Who may use a file or directory, in POSIX's words also where the file system has access lists
 * instead (Windows).
 */
public final class FileMode {
  private FileMode() {}

  /**
   * The attributes to create the path with, so that it has them from its first instant on. With an
   * access list it is this process's user's and the administrators' alone, whatever a group may do;
   * none where its file system knows neither.
   *
   * @param permissions in the form {@code rwxr-x---}
   * @throws IOException if the system does not tell who its administrators are
   */
  public static FileAttribute<?>[] of(Path path, String permissions) throws IOException {
    if (isPosix(path)) {
      return new FileAttribute<?>[] {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
      };
    }
    return hasAccessLists(path)
        ? new FileAttribute<?>[] {
          new AccessListAttribute(
              AccessList.closed(path, systemDirectory(path), permissions.contains("x")))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * The permissions of a path. Of an access list it is told what others than its owner, this
   * process's user and administrators may do, a group being others; empty where the file system
   * knows neither.
   */
  public static Set<PosixFilePermission> read(Path path) throws IOException {
    if (isPosix(path)) {
      return Files.getPosixFilePermissions(path);
    }
    return hasAccessLists(path) ? AccessList.permissions(path, systemDirectory(path)) : Set.of();
  }

  /** The command that takes a file from everybody whom the mode gives nothing. */
  public static String fix(Path path, String mode) {
    return isPosix(path)
        ? "chmod %s %s".formatted(mode, path)
        : "icacls \"%s\" /inheritance:r /grant:r \"%s:F\" *S-1-5-18:F *S-1-5-32-544:F"
            .formatted(path, ProcessHandle.current().info().user().orElse("ACCOUNT"));
  }

  /** Whether files have POSIX permissions here. */
  public static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static boolean hasAccessLists(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("acl");
  }

  private static Path systemDirectory(Path path) {
    return path.getFileSystem()
        .getPath(Objects.requireNonNullElse(System.getenv("SystemRoot"), "C:\\Windows"));
  }

  private record AccessListAttribute(List<AclEntry> value)
      implements FileAttribute<List<AclEntry>> {
    @Override
    public String name() {
      return "acl:acl";
    }
  }
}
