package dev.mossspore.discovery.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.testing.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class InfohashVectorTest {
  static List<JsonNode> cases() {
    return Vectors.cases("discovery/infohash");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void namesTheNetworkAndTheNode(JsonNode vector) {
    JsonNode in = vector.path("inputs");
    JsonNode out = vector.path("outputs");
    if (in.has("random_hex")) {
      assertEquals(
          out.path("peer_id_hex").asText(),
          HexFormat.of().formatHex(TrackerPeerId.of(Vectors.hex(in, "random_hex"))));
      return;
    }
    String id = new String(Vectors.hex(in, "network_id_hex"), StandardCharsets.UTF_8);
    assertEquals(
        out.path("infohash_hex").asText(),
        HexFormat.of().formatHex(Infohash.of(id, Vectors.hex(in, "psk_hex"))));
  }

  @Test
  void aNodeDrawsAnotherNameEachTime() {
    SplittableRandom random = new SplittableRandom(1);
    String first = new String(TrackerPeerId.draw(random), StandardCharsets.US_ASCII);
    String second = new String(TrackerPeerId.draw(random), StandardCharsets.US_ASCII);
    assertEquals("-MS0100-", first.substring(0, 8));
    assertEquals(20, first.length());
    assertNotEquals(first, second);
  }
}
