package dev.mossspore.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mossspore.base.PeerId;
import dev.mossspore.event.SporeEvent;
import dev.mossspore.testing.Vectors;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("wire")
class EventLineTest {
  private static final Instant AT = Instant.parse("2026-05-26T18:00:00.123999Z");
  private static final String TS = ",\"ts\":\"2026-05-26T18:00:00.123Z\"}\n";
  private static final int UNKNOWN_CODE = 42;

  @Test
  void linesEqualTheReferenceByteForByte() {
    for (JsonNode test : Vectors.cases("daemon/event_lines")) {
      int code = test.at("/inputs/code").asInt();
      String detail = test.at("/inputs/detail_json").asText();
      assertEquals(expected(test), new String(EventLine.of(code, detail, AT), UTF_8));
    }
  }

  @Test
  void eventsMakeTheSameLines() throws IOException {
    int checked = 0;
    for (JsonNode test : Vectors.cases("daemon/event_lines")) {
      if (test.at("/inputs/code").asInt() != UNKNOWN_CODE) {
        int code = test.at("/inputs/code").asInt();
        SporeEvent event = event(code, test.at("/inputs/detail_json").asText());
        assertEquals(expected(test), new String(EventLine.of(event, AT), UTF_8));
        checked++;
      }
    }
    assertEquals(Vectors.cases("daemon/event_lines").size() - 1, checked);
  }

  @Test
  void numbersAndDetailsAreThoseOfTheMesh() throws IOException {
    for (JsonNode test : Vectors.cases("gossip/events")) {
      String detail = test.path("detail_json_example").asText();
      SporeEvent event = event(test.path("id").asInt(), detail);
      assertEquals(test.path("id").asInt(), event.kind().code());
      assertEquals(test.path("name").asText().toUpperCase(Locale.ROOT), event.kind().name());
      assertEquals(detail, EventDetail.of(event));
    }
  }

  @Test
  void eventsOfOursFollowTheSameForm() {
    assertEquals(
        "{\"type\":\"ConfigReloaded\",\"code\":100,\"detail\":\"{\\\"applied\\\":3,"
            + "\\\"generation\\\":2,\\\"restart_required\\\":1}\""
            + TS,
        new String(EventLine.of(new SporeEvent.ConfigReloaded(3, 2, 1), AT), UTF_8));
    assertEquals(
        "{\"type\":\"DrainStarted\",\"code\":101,\"detail\":\"{\\\"deadline\\\":\\\"\\\","
            + "\\\"reason\\\":\\\"SIGUSR1\\\"}\""
            + TS,
        new String(EventLine.of(new SporeEvent.DrainStarted("", "SIGUSR1"), AT), UTF_8));
  }

  @Test
  void halfASurrogatePairBecomesTheReplacementCharacter() {
    String line = new String(EventLine.of(new SporeEvent.TrackerFailure("\ud83d x"), AT), UTF_8);
    assertEquals(
        "{\"type\":\"TrackerFailure\",\"code\":6,\"detail\":\"{\\\"error\\\":\\\"\\\\ufffd x\\\"}\""
            + TS,
        line);
  }

  private static String expected(JsonNode test) {
    String line = test.at("/outputs/line").asText();
    return line.substring(0, line.length() - 1) + TS;
  }

  private static SporeEvent event(int code, String detailJson) throws IOException {
    JsonNode detail = new ObjectMapper().readTree(detailJson);
    return switch (code) {
      case 1 -> new SporeEvent.PeerJoined(peer(detail, "peer"), detail.get("addr").asText());
      case 2 -> new SporeEvent.PeerLeft(peer(detail, "peer"), detail.get("addr").asText());
      case 3 -> new SporeEvent.SupernodePromoted(detail.get("nat_type").asText());
      case 4 -> new SporeEvent.SupernodeRevoked(detail.get("nat_type").asText());
      case 5 ->
          new SporeEvent.TrackerAnnounce(
              detail.get("candidate_peers").asInt(), detail.get("connected_peers").asInt());
      case 6 -> new SporeEvent.TrackerFailure(detail.get("error").asText());
      case 7 ->
          new SporeEvent.RelayMigrated(
              peer(detail, "peer"), detail.get("session").asText(), peer(detail, "via"));
      default -> throw new AssertionError("an event this test does not know: " + code);
    };
  }

  private static PeerId peer(JsonNode detail, String member) {
    return PeerId.parse(detail.get(member).asText());
  }
}
