package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mossspore.base.PeerId;
import dev.mossspore.event.SporeEvent;
import dev.mossspore.testing.Vectors;
import dev.mossspore.transport.CloseReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class ReadLoopVectorTest {
  private static final String ADDRESS = "198.51.100.2:40002";

  private final VectorNode node = new VectorNode();

  static List<JsonNode> cases() {
    return Vectors.cases("gossip/read_loop");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersOrEndsAsRecorded(JsonNode vector) throws IOException {
    FakeLink link = node.connect(VectorNode.P, false, ADDRESS);
    link.takeSent();
    node.takeEvents();
    vector.path("inputs").path("packets").forEach(packet -> link.arrive(packet.asText()));
    JsonNode out = vector.path("outputs");
    List<String> sent = new ArrayList<>();
    out.path("sent").forEach(packet -> sent.add(packet.asText()));
    assertEquals(sent, VectorNode.takeSent(link));
    assertEquals(out.path("session_closed").asBoolean(), link.closed() != null);
    assertEquals(out.path("still_registered").asBoolean(), !node.mesh().status().peers().isEmpty());
    List<SporeEvent> events = new ArrayList<>();
    for (JsonNode event : out.path("events")) {
      assertEquals(2, event.path("id").asInt());
      JsonNode detail = new ObjectMapper().readTree(event.path("detail").asText());
      events.add(
          new SporeEvent.PeerLeft(
              PeerId.parse(detail.path("peer").asText()), detail.path("addr").asText()));
    }
    assertEquals(events, node.takeEvents());
    link.close(CloseReason.REMOTE_CLOSED);
    assertEquals(out.path("score").asInt() == 0, welcomed());
    if (out.path("score").asInt() == -10) {
      // Time earns 0.03 points a second, so ten take a third of a second more than this.
      node.pass(333);
      assertEquals(false, welcomed());
      node.pass(1);
      assertEquals(true, welcomed());
    }
  }

  /**
   * Comes back, and tells whether that was answered by more than a ping: its score is not below 0.
   */
  private boolean welcomed() {
    FakeLink link = node.connect(VectorNode.P, false, ADDRESS);
    boolean welcomed = !VectorNode.takeSent(link).isEmpty();
    link.close(CloseReason.REMOTE_CLOSED);
    return welcomed;
  }
}
