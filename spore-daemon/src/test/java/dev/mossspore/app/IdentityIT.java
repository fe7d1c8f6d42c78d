package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.testing.SporeProcess;
import dev.mossspore.testing.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of the identity file, seen from outside (07 section 6.2). */
@Tag("system")
class IdentityIT {
  @TempDir Path directory;

  /** The damaged files, and one whole file of each length. */
  static List<JsonNode> files() {
    return Vectors.cases("daemon/identity_files").stream()
        .filter(
            vector ->
                vector.path("outputs").path("our_result").asText().equals("reject")
                    || vector.path("name").asText().endsWith("_a"))
        .toList();
  }

  @Test
  void isCreatedAsShortFileForTheOwnerAndKept() throws IOException {
    Path file = directory.resolve("new/identity.key");
    String first = publicKey(file);
    assertEquals(97, Files.size(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("new"))));
    byte[] before = Files.readAllBytes(file);
    assertEquals(first, publicKey(file));
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void isAnotherAtEachStartWithoutAFile() {
    String[] keys = new String[2];
    for (int i = 0; i < keys.length; i++) {
      try (SporeProcess spore = SporeProcess.startQuiet(directory)) {
        keys[i] = spore.json("/info").path("public_key").asText();
        assertEquals("ephemeral", spore.json("/info").path("identity").asText());
      }
    }
    assertNotEquals(keys[0], keys[1]);
  }

  @ParameterizedTest
  @MethodSource("files")
  void isTakenOrRefusedAndLeftAsItIs(JsonNode vector) throws IOException {
    byte[] bytes = Vectors.hex(vector.path("inputs"), "file_hex");
    Path file = Files.write(directory.resolve("identity.key"), bytes);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    if (vector.path("outputs").path("our_result").asText().equals("accept")) {
      assertEquals(vector.path("outputs").path("public_key_hex").asText(), publicKey(file));
    } else {
      try (SporeProcess spore =
          SporeProcess.start(directory, SporeProcess.quiet(), arguments(file))) {
        assertEquals(78, spore.awaitEnd());
        assertTrue(spore.lastLine().startsWith("fatal: identity file " + file), spore.err());
      }
    }
    assertArrayEquals(bytes, Files.readAllBytes(file));
  }

  @Test
  void isRefusedToASecondSpore() {
    Path file = directory.resolve("identity.key");
    try (SporeProcess first =
            SporeProcess.startQuiet(directory, "--identity-path", file.toString());
        SporeProcess second =
            SporeProcess.start(directory, SporeProcess.quiet(), arguments(file))) {
      assertEquals(78, second.awaitEnd());
      assertTrue(second.lastLine().contains("is in use by another spore"), second.err());
      assertTrue(first.alive());
    }
  }

  @Test
  void isRefusedWhenItIsADirectory() throws IOException {
    Path file = Files.createDirectory(directory.resolve("identity.key"));
    try (SporeProcess spore =
        SporeProcess.start(directory, SporeProcess.quiet(), arguments(file))) {
      assertEquals(78, spore.awaitEnd());
      assertTrue(spore.lastLine().contains("cannot be read"), spore.err());
    }
  }

  private String publicKey(Path file) {
    try (SporeProcess spore =
        SporeProcess.startQuiet(directory, "--identity-path", file.toString())) {
      return spore.json("/info").path("public_key").asText();
    }
  }

  private static String[] arguments(Path file) {
    return new String[] {
      "--listen-host",
      "127.0.0.1",
      "--monitor-listen",
      "127.0.0.1:0",
      "--identity-path",
      file.toString()
    };
  }
}
