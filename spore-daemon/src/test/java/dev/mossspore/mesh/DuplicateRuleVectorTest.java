package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.PeerId;
import dev.mossspore.testing.Vectors;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class DuplicateRuleVectorTest {
  /** All between two sessions; a relayed entry has none, and gives way to whatever comes. */
  static List<JsonNode> cases() {
    return Vectors.cases("gossip/duplicate_sessions").stream()
        .filter(
            vector ->
                !vector.path("inputs").path("existing").path("carrier").asText().equals("relayed"))
        .toList();
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

  private static DuplicateRule.Session session(JsonNode session) {
    return new DuplicateRule.Session(
        session.path("carrier").asText().startsWith("tcp"), session.path("outbound").asBoolean());
  }
}
