package dev.mossspore.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Access lists, as Windows has them. Administrators are here whoever may write the system's own
 * directory: they may do anything anyway, and their names differ from language to language.
 */
final class AccessList {
  private static final Set<AclEntryPermission> CHANGES =
      EnumSet.of(
          AclEntryPermission.WRITE_DATA,
          AclEntryPermission.APPEND_DATA,
          AclEntryPermission.DELETE,
          AclEntryPermission.WRITE_ACL,
          AclEntryPermission.WRITE_OWNER);

  private AccessList() {}

  /** What others than the owner, this process's user and administrators may do, and the owner. */
  static Set<PosixFilePermission> permissions(Path path, Path system) throws IOException {
    Set<UserPrincipal> trusted = trusted(path, system);
    trusted.add(Files.getOwner(path));
    Set<PosixFilePermission> found =
        EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    for (AclEntry entry : effective(path)) {
      if (!trusted.contains(entry.principal())) {
        if (entry.permissions().contains(AclEntryPermission.READ_DATA)) {
          found.add(PosixFilePermission.OTHERS_READ);
        }
        if (entry.permissions().stream().anyMatch(CHANGES::contains)) {
          found.add(PosixFilePermission.OTHERS_WRITE);
        }
      }
    }
    return found;
  }

  /** Everything for this process's user and administrators, nothing for others. */
  static List<AclEntry> closed(Path path, Path system, boolean directory) throws IOException {
    Set<AclEntryFlag> flags =
        directory
            ? EnumSet.of(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT)
            : EnumSet.noneOf(AclEntryFlag.class);
    return trusted(path, system).stream()
        .map(
            principal ->
                AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(principal)
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .setFlags(flags)
                    .build())
        .toList();
  }

  private static Set<UserPrincipal> trusted(Path path, Path system) throws IOException {
    Set<UserPrincipal> trusted = new HashSet<>();
    String user =
        ProcessHandle.current().info().user().orElseThrow(() -> new IOException("no user"));
    trusted.add(path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    for (AclEntry entry : effective(system)) {
      if (entry.permissions().contains(AclEntryPermission.WRITE_DATA)) {
        trusted.add(entry.principal());
      }
    }
    return trusted;
  }

  /** What is granted on the path itself; what only its children inherit is not. */
  private static List<AclEntry> effective(Path path) throws IOException {
    return Objects.requireNonNull(Files.getFileAttributeView(path, AclFileAttributeView.class))
        .getAcl()
        .stream()
        .filter(entry -> entry.type() == AclEntryType.ALLOW)
        .filter(entry -> !entry.flags().contains(AclEntryFlag.INHERIT_ONLY))
        .toList();
  }
}
