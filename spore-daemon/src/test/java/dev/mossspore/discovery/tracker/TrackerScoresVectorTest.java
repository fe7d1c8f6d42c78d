package dev.mossspore.discovery.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.sim.VirtualTime;
import dev.mossspore.testing.Vectors;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class TrackerScoresVectorTest {
  private final VirtualTime time = new VirtualTime();
  private final TrackerScores scores = new TrackerScores(time);

  static List<JsonNode> cases() {
    return Vectors.cases("discovery/tracker_ordering");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void asksInTheOrderRecorded(JsonNode vector) {
    JsonNode in = vector.path("inputs");
    List<URI> configured = uris(in.path("configured"));
    for (int call = 0; call < in.path("call_index").asInt(); call++) {
      scores.order(configured);
    }
    JsonNode state = in.path("state");
    perform(configured, state, "success 60 s ago");
    time.run(Duration.ofSeconds(60));
    perform(configured, state, "success now");
    perform(configured, state, "2 failures");
    assertEquals(uris(vector.path("outputs").path("order")), scores.order(configured));
  }

  @Test
  void forgetsWhatIsNoLongerConfigured() {
    URI gone = URI.create("udp://gone/");
    scores.answered(gone);
    scores.order(List.of(URI.create("udp://other/")));
    assertEquals(new TrackerScores.Score(0, false, 0), scores.of(gone));
  }

  @Test
  void anAnswerMakesUpForFailures() {
    URI tracker = URI.create("udp://a/");
    scores.answered(tracker);
    scores.failed(tracker);
    assertFalse(scores.of(tracker).healthy());
    scores.answered(tracker);
    assertTrue(scores.of(tracker).healthy());
  }

  private void perform(List<URI> trackers, JsonNode state, String what) {
    for (URI tracker : trackers) {
      String wanted = state.path(tracker.toString()).asText();
      if (wanted.equals(what) && what.startsWith("success")) {
        scores.answered(tracker);
      } else if (wanted.equals(what)) {
        scores.failed(tracker);
        scores.failed(tracker);
      }
    }
  }

  private static List<URI> uris(JsonNode texts) {
    List<URI> uris = new ArrayList<>();
    texts.forEach(text -> uris.add(URI.create(text.asText())));
    return uris;
  }
}
