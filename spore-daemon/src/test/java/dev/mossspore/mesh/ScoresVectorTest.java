package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.PeerId;
import dev.mossspore.testing.Vectors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class ScoresVectorTest {
  private static final double TOLERANCE = 0.001;
  private static final long SECOND = 1_000_000_000L;
  private static final PeerId PEER = peer(0);

  private static final JsonNode FILE = Vectors.file("gossip/scoring");

  private long now;
  private int together;
  private final Scores scores = new Scores(now, new LongAdder());

  static List<JsonNode> cases() {
    return Vectors.cases("gossip/scoring");
  }

  @Test
  void theFileHoldsNoOtherGroups() {
    Set<String> groups = new HashSet<>();
    FILE.fieldNames().forEachRemaining(groups::add);
    assertEquals(
        Set.of(
            "cases",
            "description",
            "ip_colocation",
            "median",
            "threshold_effects",
            "thresholds",
            "weights"),
        groups);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void scoresWhatWasRecorded(JsonNode vector) {
    assertEquals(0, scores.of(PEER, now));
    List<JsonNode> steps = list(vector.path("outputs").path("steps"));
    List<JsonNode> events = list(vector.path("inputs").path("events"));
    assertEquals(events.size(), steps.size());
    for (int i = 0; i < events.size(); i++) {
      apply(events.get(i));
      assertEquals(
          steps.get(i).path("score_after").asDouble(),
          scores.of(PEER, now),
          TOLERANCE,
          "step " + i);
    }
    assertEquals(vector.path("outputs").path("score").asDouble(), scores.of(PEER, now), TOLERANCE);
  }

  @Test
  void finesPeersThatShareAPublicAddress() {
    assertEquals(12, FILE.path("ip_colocation").size());
    for (JsonNode vector : FILE.path("ip_colocation")) {
      Map<PeerId, String> addresses = new LinkedHashMap<>();
      vector
          .path("inputs")
          .path("peer_addrs")
          .forEach(address -> addresses.put(peer(addresses.size()), address.asText()));
      Scores fresh = new Scores(0, new LongAdder());
      addresses.forEach((id, address) -> fresh.joined(id, address, 0));
      List<Double> fines = addresses.keySet().stream().map(id -> fresh.of(id, 0)).toList();
      List<Double> expected = new ArrayList<>();
      vector.path("outputs").path("penalties").forEach(fine -> expected.add(fine.asDouble()));
      assertEquals(expected, fines, vector.toString());
    }
  }

  @Test
  void theThresholdsAreStrict() {
    assertEquals(12, FILE.path("threshold_effects").size());
    for (JsonNode vector : FILE.path("threshold_effects")) {
      double score = vector.path("inputs").path("score").asDouble();
      Map<String, Boolean> effects =
          Map.of(
              "any_envelope_sent", ScoreThreshold.GRAYLIST.passedBy(score),
              "not_graylisted", ScoreThreshold.GRAYLIST.passedBy(score),
              "publish_accepted", ScoreThreshold.PUBLISH.passedBy(score),
              "gossip", ScoreThreshold.GOSSIP.passedBy(score),
              "mesh_candidate_and_graft_accepted", ScoreThreshold.BASELINE.passedBy(score),
              "peer_exchange_and_stat_broadcast", ScoreThreshold.BASELINE.passedBy(score));
      Map<String, Boolean> expected = new HashMap<>();
      vector
          .path("outputs")
          .properties()
          .forEach(effect -> expected.put(effect.getKey(), effect.getValue().asBoolean()));
      // That one, and the median, are read with the tables of publish/subscribe.
      expected.remove("opportunistic_graft_candidate");
      assertEquals(expected, effects, vector.toString());
    }
  }

  private void apply(JsonNode event) {
    switch (event.path("do").asText()) {
      case "first_delivery" -> scores.firstDelivery(PEER, now);
      case "mesh_deficit" -> scores.deliveryDeficit(PEER, now);
      case "invalid" -> scores.invalidMessage(PEER, now);
      case "application_score" -> scores.application(PEER, event.path("arg").asDouble(), now);
      case "ip_colocation_count" -> {
        for (; together > 0; together--) {
          scores.left(peer(together - 1), now);
        }
        for (; together < event.path("arg").asInt(); together++) {
          scores.joined(peer(together), "198.51.100.10:" + (4001 + together), now);
        }
      }
      case "advance_seconds" -> now += event.path("arg").asLong() * SECOND;
      case "tick" -> scores.tick(now);
      default -> throw new IllegalArgumentException(event.toString());
    }
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static PeerId peer(int number) {
    byte[] key = new byte[PeerId.LENGTH];
    key[0] = (byte) number;
    return PeerId.of(key);
  }
}
