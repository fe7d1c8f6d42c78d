package dev.mossspore.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.testing.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class HkdfVectorTest {
  static List<JsonNode> cases() {
    return Vectors.cases("transport/hkdf_obfs_keys");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void keysAreTheRecordedOnes(JsonNode vector) {
    JsonNode inputs = vector.path("inputs");
    boolean expand = vector.path("name").asText().equals("expand");
    byte[] info =
        expand
            ? Vectors.hex(inputs, "info_bytes")
            : inputs.path("info").asText().getBytes(StandardCharsets.US_ASCII);
    assertArrayEquals(
        Vectors.hex(vector.path("outputs"), expand ? "okm" : "obfs_key"),
        HkdfSha256.derive(Vectors.hex(inputs, "ikm"), Vectors.hex(inputs, "salt"), info));
  }
}
