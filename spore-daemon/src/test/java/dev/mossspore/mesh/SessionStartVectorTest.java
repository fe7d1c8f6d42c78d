package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.PeerId;
import dev.mossspore.discovery.Capabilities;
import dev.mossspore.event.SporeEvent;
import dev.mossspore.testing.Vectors;
import dev.mossspore.transport.CloseReason;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cases without subscriptions, which a spore has none of. Ours sends the supernode status
 * second and leaves K out, whose signature does not verify (chapter 03 section 7); those connected
 * already hear of this node with its next tick.
 */
@Tag("wire")
class SessionStartVectorTest {
  private static final PeerId K =
      PeerId.parse("6e7a1cdd29b0b78fd13af4c5598feff4ef2a97166e3ca6f2e4fbfccd80505bf1");

  private static final String NEWCOMER = "198.51.100.2:40002";

  private final VectorNode node = new VectorNode();

  static List<JsonNode> cases() {
    List<JsonNode> cases =
        Vectors.cases("gossip/session_start").stream()
            .filter(vector -> vector.path("inputs").path("subscriptions").isEmpty())
            .toList();
    assertEquals(2, cases.size());
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tellsWhatWasRecorded(JsonNode vector) {
    if (vector.path("inputs").path("relay_capable").asBoolean()) {
      node.mesh().peers().capabilities(new Capabilities("public", true, true));
    }
    node.connect(K, true, "203.0.113.77:41000").close(CloseReason.REMOTE_CLOSED);
    FakeLink connected = node.connect(VectorNode.Q, false, "198.51.100.3:40003");
    node.pass(1, connected);
    connected.takeSent();
    node.takeEvents();

    JsonNode out = vector.path("outputs");
    FakeLink newcomer = node.connect(VectorNode.P, false, NEWCOMER);
    assertEquals(aboutSelf(out.path("to_newcomer_in_order")), VectorNode.takeSent(newcomer));
    assertEquals(List.of(new SporeEvent.PeerJoined(VectorNode.P, NEWCOMER)), node.takeEvents());
    assertEquals(1, out.path("events").size());
    assertEquals(
        "{\"addr\":\"" + NEWCOMER + "\",\"peer\":\"" + VectorNode.P.hex() + "\"}",
        out.path("events").path(0).path("detail").asText());
    // Not more often than every ten seconds, since the address is the same.
    node.pass(10, connected, newcomer);
    assertEquals(aboutSelf(out.path("to_already_connected")), VectorNode.takeSent(connected));
  }

  private static List<String> aboutSelf(JsonNode messages) {
    List<String> texts = new ArrayList<>();
    StreamSupport.stream(messages.spliterator(), false)
        .filter(message -> message.path("about").asText().equals("self"))
        .forEach(message -> texts.add(message.path("json").asText()));
    return texts;
  }
}
