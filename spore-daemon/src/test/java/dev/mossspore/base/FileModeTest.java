package dev.mossspore.base;

import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Access lists of a Windows whose administrators are called otherwise than in English. */
@Tag("unit")
class FileModeTest {
  private static final String SYSTEM = "NT-AUTORITÄT\\SYSTEM";
  private static final String ADMINISTRATORS = "VORDEFINIERT\\Administratoren";
  private static final String USERS = "VORDEFINIERT\\Benutzer";
  private static final Set<PosixFilePermission> OWNER = Set.of(OWNER_READ, OWNER_WRITE);
  private static final AclEntryPermission[] ALL = AclEntryPermission.values();

  private final FileSystem windows =
      Jimfs.newFileSystem(
          Configuration.windows().toBuilder()
              .setAttributeViews("basic", "owner", "dos", "acl")
              .build());

  @BeforeEach
  void system() throws IOException {
    Path directory = Files.createDirectories(windows.getPath("C:\\Windows"));
    grant(
        directory,
        entry(SYSTEM, ALL).build(),
        entry(ADMINISTRATORS, ALL).build(),
        entry(USERS, AclEntryPermission.READ_DATA).build(),
        entry("ERSTELLER-BESITZER", ALL).setFlags(AclEntryFlag.INHERIT_ONLY).build());
  }

  @AfterEach
  void close() throws IOException {
    windows.close();
  }

  @Test
  void whatIsMadeIsTheUsersAndTheAdministratorsAlone() throws IOException {
    Path directory = windows.getPath("C:\\state");
    make(Files.createDirectory(directory), FileMode.of(directory, "rwx------"));
    Path file = directory.resolve("identity.key");
    make(Files.createFile(file), FileMode.of(file, "rw-r-----"));
    for (Path made : List.of(directory, file)) {
      Set<String> principals = new TreeSet<>();
      for (AclEntry entry : view(made).getAcl()) {
        principals.add(entry.principal().getName());
        assertEquals(Set.of(ALL), entry.permissions());
        assertEquals(made.equals(directory) ? 2 : 0, entry.flags().size());
      }
      String user = ProcessHandle.current().info().user().orElseThrow();
      assertEquals(new TreeSet<>(Set.of(user, SYSTEM, ADMINISTRATORS)), principals);
      assertEquals(OWNER, FileMode.read(made));
    }
  }

  @Test
  void tellsWhatOthersMayDo() throws IOException {
    Path file = Files.createFile(windows.getPath("C:\\token"));
    Files.setOwner(file, windows.getUserPrincipalLookupService().lookupPrincipalByName("alice"));
    AclEntry ours = entry(ADMINISTRATORS, ALL).build();
    AclEntry owners = entry("alice", ALL).build();
    grant(file, ours, owners);
    assertEquals(OWNER, FileMode.read(file));
    grant(file, ours, entry(USERS, AclEntryPermission.READ_DATA).build());
    assertEquals(Set.of(OWNER_READ, OWNER_WRITE, OTHERS_READ), FileMode.read(file));
    grant(file, owners, entry("bob", AclEntryPermission.WRITE_ACL).build());
    assertEquals(Set.of(OWNER_READ, OWNER_WRITE, OTHERS_WRITE), FileMode.read(file));
    grant(file, entry(USERS, ALL).setFlags(AclEntryFlag.INHERIT_ONLY).build());
    assertEquals(OWNER, FileMode.read(file));
    grant(file, entry(USERS, ALL).setType(AclEntryType.DENY).build());
    assertEquals(OWNER, FileMode.read(file));
  }

  @Test
  void theFixIsACommandOfTheSystem() {
    assertEquals("chmod 600 /etc/token", FileMode.fix(Path.of("/etc/token"), "600"));
    String fix = FileMode.fix(windows.getPath("C:\\token"), "600");
    assertTrue(fix.startsWith("icacls \"C:\\token\" /inheritance:r /grant:r "), fix);
  }

  private AclEntry.Builder entry(String principal, AclEntryPermission... permissions)
      throws IOException {
    return AclEntry.newBuilder()
        .setType(AclEntryType.ALLOW)
        .setPrincipal(windows.getUserPrincipalLookupService().lookupPrincipalByName(principal))
        .setPermissions(permissions);
  }

  /** This file system takes an access list only afterwards. */
  private static void make(Path path, FileAttribute<?>... attributes) throws IOException {
    for (FileAttribute<?> attribute : attributes) {
      Files.setAttribute(path, attribute.name(), attribute.value());
    }
  }

  private static void grant(Path path, AclEntry... entries) throws IOException {
    view(path).setAcl(List.of(entries));
  }

  private static AclFileAttributeView view(Path path) {
    return Files.getFileAttributeView(path, AclFileAttributeView.class);
  }
}
