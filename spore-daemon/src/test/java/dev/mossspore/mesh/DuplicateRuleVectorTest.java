package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.PeerId;
import dev.mossspore.testing.Vectors;
import dev.mossspore.transport.Carrier;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class DuplicateRuleVectorTest {
  /** All between two sessions. */
  static List<JsonNode> cases() {
    return Vectors.cases("gossip/duplicate_sessions").stream()
        .filter(vector -> !relayed(vector))
        .toList();
  }

  /**
   * What is reached through a relay has no place in the table here, so nothing stands in the way.
   */
  @Test
  void aRelayedEntryGivesWay() {
    List<JsonNode> relayed =
        Vectors.cases("gossip/duplicate_sessions").stream()
            .filter(DuplicateRuleVectorTest::relayed)
            .toList();
    assertEquals(8, relayed.size());
    for (JsonNode vector : relayed) {
      JsonNode session = vector.path("inputs").path("new");
      Carrier carrier = Carrier.valueOf(session.path("carrier").asText().toUpperCase(Locale.ROOT));
      FakeLink link = new FakeLink(VectorNode.P, carrier, session.path("outbound").asBoolean());
      PeerTable table = new PeerTable(VectorNode.Q, 1);
      assertEquals("new", vector.path("outputs").path("keep").asText());
      assertInstanceOf(PeerTable.Admitted.class, table.admit(link, 0));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void keepsTheRecordedSession(JsonNode vector) {
    JsonNode inputs = vector.path("inputs");
    JsonNode existing = inputs.path("existing");
    boolean localSmaller = inputs.path("local_id_smaller").asBoolean();
    byte[] larger = new byte[PeerId.LENGTH];
    larger[0] = -1;
    PeerId small = PeerId.of(new byte[PeerId.LENGTH]);
    PeerId large = PeerId.of(larger);
    boolean replaces =
        DuplicateRule.replaces(
            localSmaller ? small : large,
            localSmaller ? large : small,
            session(existing),
            existing.path("ping_misses").asInt(),
            session(inputs.path("new")));
    assertEquals(vector.path("outputs").path("keep").asText(), replaces ? "new" : "existing");
  }

  private static boolean relayed(JsonNode vector) {
    return vector.path("inputs").path("existing").path("carrier").asText().equals("relayed");
  }

  private static DuplicateRule.Session session(JsonNode session) {
    return new DuplicateRule.Session(
        session.path("carrier").asText().startsWith("tcp"), session.path("outbound").asBoolean());
  }
}
