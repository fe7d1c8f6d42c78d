package dev.mossspore.ctl.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.ctl.tree.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same files that the daemon's own reader is held to. */
@Tag("wire")
class IdentityBytesTest {
  @Test
  void agreesWithTheVectors() throws IOException {
    int valid = 0;
    for (Map<?, ?> file : cases()) {
      byte[] bytes = HexFormat.of().parseHex(text(part(file, "inputs"), "file_hex"));
      String name = text(file, "name");
      Map<?, ?> outputs = part(file, "outputs");
      if (text(outputs, "our_result").equals("accept")) {
        valid++;
        accepted(name, bytes, outputs);
      } else {
        assertThrows(IllegalArgumentException.class, () -> IdentityBytes.read(bytes), name);
      }
    }
    assertTrue(valid >= 2, "no valid file among the vectors");
  }

  private static void accepted(String name, byte[] bytes, Map<?, ?> file) {
    IdentityBytes identity = IdentityBytes.read(bytes);
    assertEquals(text(file, "public_key_hex"), identity.publicKey(), name);
    assertEquals(text(file, "noise_public_hex"), identity.noisePublicKey(), name);
    assertEquals(text(file, "encode97_hex"), hex(identity.shortForm()), name);
    assertEquals(text(file, "encode129_hex"), hex(identity.longForm()), name);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static List<Map<?, ?>> cases() throws IOException {
    Path file = Path.of("src/test/resources/vectors/daemon/identity_files.json");
    List<Map<?, ?>> cases = new ArrayList<>();
    if (JsonText.read(Files.readString(file)) instanceof Map<?, ?> root
        && root.get("cases") instanceof List<?> list) {
      for (Object element : list) {
        cases.add((Map<?, ?>) element);
      }
    }
    return cases;
  }

  private static Map<?, ?> part(Map<?, ?> file, String key) {
    return file.get(key) instanceof Map<?, ?> part ? part : Map.of();
  }

  private static String text(Map<?, ?> file, String key) {
    return String.valueOf(file.get(key));
  }
}
