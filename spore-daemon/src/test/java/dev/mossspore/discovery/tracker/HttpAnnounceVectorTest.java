package dev.mossspore.discovery.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.HostPort;
import dev.mossspore.testing.Vectors;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class HttpAnnounceVectorTest {
  /** Ours reads lists. */
  private static final Map<String, String> OTHERWISE =
      Map.of(
          "response: reject: list anywhere (non-compact peers list) is unsupported",
          "127.0.0.1:80",
          "response: reject: unrelated list value breaks the whole response",
          "198.51.100.10:41030");

  static List<JsonNode> cases() {
    return Vectors.cases("discovery/tracker_http");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void asksAndReadsAsRecorded(JsonNode vector) throws Exception {
    JsonNode in = vector.path("inputs");
    JsonNode out = vector.path("outputs");
    String name = vector.path("name").asText();
    if (name.startsWith("request:")) {
      AnnounceRequest request =
          new AnnounceRequest(
              Vectors.hex(in, "info_hash_hex"),
              in.path("peer_id_ascii").asText().getBytes(StandardCharsets.US_ASCII),
              in.path("port").asInt(),
              in.path("numwant").asInt(),
              AnnounceEvent.valueOf(in.path("event").asText().toUpperCase(Locale.ROOT)));
      String target = HttpAnnounce.target(URI.create(in.path("tracker_url").asText()), request);
      assertEquals(out.path("request_line").asText(), "GET " + target + " HTTP/1.1");
      return;
    }
    TrackerAnswer answer =
        HttpAnnounce.read(
            ByteBuffer.wrap(Base64.getDecoder().decode(in.path("body_base64").asText())));
    List<String> expected = new ArrayList<>();
    out.path("peers").forEach(peer -> expected.add(peer.asText()));
    boolean otherwise = OTHERWISE.containsKey(name);
    if (otherwise) {
      expected.add(OTHERWISE.get(name));
    }
    if (answer instanceof TrackerAnswer.Peers(List<HostPort> peers)) {
      assertEquals(true, out.path("ok").asBoolean() || otherwise, "taken");
      assertEquals(expected, peers.stream().map(HostPort::toString).toList());
    } else {
      assertEquals(false, out.path("ok").asBoolean() || otherwise, answer::toString);
    }
  }
}
