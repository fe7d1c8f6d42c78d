package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.testing.Vectors;
import dev.mossspore.wire.EnvelopeType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("wire")
class AnnouncementBudgetVectorTest {
  private static final long SECOND = 1_000_000_000L;

  private static final JsonNode FILE = Vectors.file("gossip/budgets");

  /** Groups that are read by the tests of the directory and of publish/subscribe. */
  private static final Set<String> ELSEWHERE =
      Set.of("announce_forward_cooldown", "mesh_delivery_deficit", "message_cache", "suppression");

  @Test
  void theFileHoldsNoOtherGroups() {
    Set<String> expected = new HashSet<>(ELSEWHERE);
    expected.addAll(Set.of("description", "announce_budget", "redial_backoff_base_5s"));
    Set<String> groups = new HashSet<>();
    FILE.fieldNames().forEachRemaining(groups::add);
    assertEquals(expected, groups);
  }

  @Test
  void admitsWhatWasRecorded() {
    assertEquals(4, FILE.path("announce_budget").size());
    for (JsonNode vector : FILE.path("announce_budget")) {
      AnnouncementBudget budget = new AnnouncementBudget(0);
      int total = 0;
      for (JsonNode step : vector.path("outputs").path("steps")) {
        long now = Math.round(step.path("at_s").asDouble() * SECOND);
        int accepted = admitted(budget, step.path("arrivals").asInt(), now);
        assertEquals(step.path("accepted").asInt(), accepted, vector.toString());
        total += accepted;
      }
      if (vector.path("name").asText().equals("steady 20/s for 10 s")) {
        for (int i = 0; i < 200; i++) {
          total += admitted(budget, 1, i * SECOND / 20);
        }
      }
      assertEquals(vector.path("outputs").path("accepted_total").asInt(), total, vector.toString());
    }
  }

  @Test
  void doesNotChargeAPingForTheAnnouncementsBeforeIt() {
    List<JsonNode> cases = Vectors.cases("discovery/announce_budget");
    assertEquals(1, cases.size());
    JsonNode vector = cases.getFirst();
    AnnouncementBudget budget = new AnnouncementBudget(0);
    assertEquals(
        vector.path("outputs").path("processed_observed").asInt(),
        admitted(budget, vector.path("inputs").path("announcements").asInt(), 0));
    assertTrue(budget.admits(EnvelopeType.PING, 0));
  }

  /** All three types share the budget. */
  private static int admitted(AnnouncementBudget budget, int arrivals, long now) {
    List<EnvelopeType> types =
        List.of(
            EnvelopeType.PEER_ANNOUNCE,
            EnvelopeType.SUPERNODE_ANNOUNCE,
            EnvelopeType.SUPERNODE_REVOKE);
    int admitted = 0;
    for (int i = 0; i < arrivals; i++) {
      admitted += budget.admits(types.get(i % types.size()), now) ? 1 : 0;
    }
    return admitted;
  }
}
