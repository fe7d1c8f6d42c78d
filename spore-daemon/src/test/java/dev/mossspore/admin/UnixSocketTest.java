package dev.mossspore.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("net")
class UnixSocketTest {
  @TempDir private Path directory;

  @Test
  void leavesNothingBesideItselfAndTakesAwayWhatAKilledProcessLeft() throws IOException {
    Path path = directory.resolve("a.sock");
    Path left = Files.createDirectory(UnixSocket.workshop(path));
    Files.createFile(left.resolve("s"));
    try (UnixSocket socket = UnixSocket.bind(path, "0600", null)) {
      assertEquals(path, socket.path());
      assertEquals(List.of("a.sock", "a.sock.lock"), names());
    }
    assertEquals(List.of("a.sock.lock"), names());
  }

  @Test
  void makesEachMissingDirectoryForItsGroup() throws IOException {
    Path path = directory.resolve("b/c/a.sock");
    try (UnixSocket socket = UnixSocket.bind(path, "0660", null)) {
      assertEquals("rw-rw----", mode(socket.path()));
      assertEquals("rwxr-x---", mode(directory.resolve("b")));
      assertEquals("rwxr-x---", mode(directory.resolve("b/c")));
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
