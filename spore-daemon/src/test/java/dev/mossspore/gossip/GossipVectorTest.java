package dev.mossspore.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.PeerId;
import dev.mossspore.mesh.ScoreThreshold;
import dev.mossspore.mesh.Scores;
import dev.mossspore.testing.Vectors;
import dev.mossspore.wire.Blob;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The groups of the vectors of budgets and scoring that concern publish/subscribe. */
@Tag("wire")
class GossipVectorTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String TOPIC = "t";

  private final JsonNode budgets = Vectors.file("gossip/budgets");
  private final JsonNode scoring = Vectors.file("gossip/scoring");

  @Test
  void aMessageIsKeptForAsLongAsRecorded() {
    MessageCache cache = new MessageCache();
    assertTrue(cache.store(publish("m", 10), 0));
    assertFalse(cache.store(publish("m", 10), 0));
    assertEquals(6, budgets.path("message_cache").size());
    for (JsonNode step : budgets.path("message_cache")) {
      long now = Math.round(step.path("at_s").asDouble() * SECOND);
      if (step.has("store_again_is_new")) {
        assertEquals(
            step.path("store_again_is_new").asBoolean(), cache.store(publish("m", 10), now));
      } else {
        String at = step.toString();
        assertEquals(step.path("seen").asBoolean(), cache.seen("m", now), at);
        assertEquals(
            step.path("payload_available").asBoolean(), cache.find("m", now).isPresent(), at);
        assertEquals(
            step.path("in_recent").asBoolean(), cache.recent(TOPIC, 6, now).contains("m"), at);
      }
    }
  }

  @Test
  void asManyIdsAreSuppressedAsRecorded() {
    JsonNode recorded = budgets.path("suppression");
    SuppressedIds ids = new SuppressedIds();
    int offered = recorded.path("offered").asInt();
    for (int i = 0; i < offered; i++) {
      ids.add("id" + i, 0);
    }
    int kept = 0;
    for (int i = 0; i < offered; i++) {
      kept += ids.contains("id" + i, 0) ? 1 : 0;
    }
    assertEquals(recorded.path("kept").asInt(), kept);
    assertEquals(recorded.path("id_0_suppressed").asBoolean(), ids.contains("id0", 0));
    assertEquals(recorded.path("id_1099_suppressed").asBoolean(), ids.contains("id1099", 0));
  }

  /** The four steps, as the texts of the vector tell them. */
  @Test
  void whoOwesADeliveryIsChargedAsRecorded() {
    List<JsonNode> steps = new ArrayList<>();
    budgets.path("mesh_delivery_deficit").forEach(steps::add);
    assertEquals(4, steps.size());
    Play play = new Play();
    play.deliver("m0", "X(not in mesh)", 0);
    play.evaluate(0);
    assertScores(steps.get(0), play);
    play.deliver("m1", "P", 0);
    play.evaluate(999 * SECOND / 1000);
    assertScores(steps.get(1), play);
    play.evaluate(SECOND);
    assertScores(steps.get(2), play);
    play.deliver("m2", "P", SECOND);
    play.deliver("m2", "Q", SECOND);
    play.evaluate(2 * SECOND);
    assertScores(steps.get(3), play);
  }

  @Test
  void theMedianIsAsRecorded() {
    assertEquals(6, scoring.path("median").size());
    for (JsonNode vector : scoring.path("median")) {
      List<Double> scores = new ArrayList<>();
      vector.path("inputs").path("scores").forEach(score -> scores.add(score.asDouble()));
      double expected = vector.path("outputs").path("median").asDouble();
      assertEquals(expected, OpportunisticGraft.median(scores), vector.toString());
      assertEquals(scores.size() >= 2 && expected < 1, OpportunisticGraft.wanted(scores));
    }
  }

  @Test
  void onlyAScoreAboveTheThresholdIsAReasonToGraft() {
    assertEquals(12, scoring.path("threshold_effects").size());
    for (JsonNode vector : scoring.path("threshold_effects")) {
      assertEquals(
          vector.path("outputs").path("opportunistic_graft_candidate").asBoolean(),
          OpportunisticGraft.candidate(vector.path("inputs").path("score").asDouble()),
          vector.toString());
    }
  }

  private static void assertScores(JsonNode step, Play play) {
    Map<String, Double> expected = new TreeMap<>();
    step.path("scores")
        .properties()
        .forEach(score -> expected.put(score.getKey(), score.getValue().asDouble()));
    assertEquals(expected, play.scores(), step.path("step").asText());
  }

  /** A topic with the members P, Q and R, and X, who is none. */
  private static final class Play {
    private final Map<String, PeerId> peers =
        Map.of("P", peer(1), "Q", peer(2), "R(score -1)", peer(3), "X(not in mesh)", peer(4));
    private final Set<PeerId> members = Set.of(peer(1), peer(2), peer(3));
    private final Scores scores = new Scores(0, new LongAdder());
    private final DeliveryDeficits deficits = new DeliveryDeficits();

    Play() {
      scores.application(peer(3), -1, 0);
    }

    void deliver(String message, String from, long now) {
      PeerId sender = peers.getOrDefault(from, peer(0));
      Set<PeerId> standing =
          members.stream()
              .filter(member -> ScoreThreshold.BASELINE.passedBy(scores.of(member, now)))
              .collect(Collectors.toSet());
      if (standing.contains(sender)) {
        deficits.delivered(message, sender, standing, now);
      }
    }

    void evaluate(long now) {
      deficits.takeDue(now).forEach(peer -> scores.deliveryDeficit(peer, now));
    }

    Map<String, Double> scores() {
      Map<String, Double> all = new TreeMap<>();
      peers.forEach((name, id) -> all.put(name, scores.of(id, 0)));
      return all;
    }
  }

  private static Envelope publish(String id, int length) {
    return Envelope.of(EnvelopeType.PUBLISH)
        .channel(TOPIC)
        .messageId(id)
        .payload(Blob.wrap(new byte[length]))
        .build();
  }

  private static PeerId peer(int number) {
    byte[] key = new byte[PeerId.LENGTH];
    key[0] = (byte) number;
    return PeerId.of(key);
  }
}
