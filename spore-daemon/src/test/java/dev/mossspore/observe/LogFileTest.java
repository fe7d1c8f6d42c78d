package dev.mossspore.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class LogFileTest {
  @TempDir Path directory;

  @Test
  void appendsAndIsForItsGroupAtMost() throws IOException {
    Path file = directory.resolve("new/events.log");
    for (String line : new String[] {"a\n", "b\n"}) {
      try (LogFile log = LogFile.open(file)) {
        log.write(line.getBytes(UTF_8));
      }
    }
    assertEquals("a\nb\n", Files.readString(file));
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(
        "rwxr-x---",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("new"))));
  }

  @Test
  void saysWhichFileAndWhy() throws IOException {
    Path file = Files.createDirectory(directory.resolve("events.log"));
    IOException e = assertThrows(IOException.class, () -> LogFile.open(file).close());
    assertEquals(file + ": is a directory", e.getMessage());
    Path below = Files.writeString(directory.resolve("plain"), "").resolve("events.log");
    e = assertThrows(IOException.class, () -> LogFile.open(below).close());
    assertEquals(below + ": exists and is no directory", e.getMessage());
  }

  @Test
  void whatAFullDiskDoesNotTakeGoesElsewhere() throws Exception {
    GatedOutput other = GatedOutput.opened();
    try (FallbackOutput log = new FallbackOutput(LogFile.open(Path.of("/dev/full")), other)) {
      log.write("a\n".getBytes(UTF_8));
      log.write("b\n".getBytes(UTF_8));
    }
    assertEquals(
        "the log file takes no lines, they follow here: no space left on device", other.line());
    assertEquals("a b", other.line() + " " + other.line());
    assertTrue(other.closed());
  }

  @Test
  void aFullDiskIsAnErrorOfTheWrite() throws IOException {
    try (LogFile log = LogFile.open(Path.of("/dev/full"))) {
      assertThrows(IOException.class, () -> log.write("x\n".getBytes(UTF_8)));
    }
  }
}
