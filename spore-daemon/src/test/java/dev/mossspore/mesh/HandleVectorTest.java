package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.testing.Vectors;
import dev.mossspore.transport.CloseReason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases that need no publish/subscribe; what they say of subscribers does. */
@Tag("wire")
class HandleVectorTest {
  private static final String GRAYLISTED = "ping from a graylisted peer";
  private static final Set<String> PLAYED =
      Set.of(
          "graft while not subscribed",
          "graft with empty channel",
          "ping and pong",
          GRAYLISTED,
          "unknown envelope type",
          "supernode_announce with a bad signature",
          "peer_announce with a bad signature about someone else");

  private final VectorNode node = new VectorNode();
  private final Map<String, FakeLink> links = new TreeMap<>();

  static List<JsonNode> cases() {
    return Vectors.cases("gossip/handle").stream()
        .filter(vector -> PLAYED.contains(vector.path("name").asText()))
        .toList();
  }

  @BeforeEach
  void connect() {
    links.put("P", node.connect(VectorNode.P, false, "198.51.100.2:40002"));
    links.put("Q", node.connect(VectorNode.Q, false, "198.51.100.3:40003"));
    links.put("R", node.connect(VectorNode.R, true, "198.51.100.4:40004"));
    node.pass(1, all());
    links.values().forEach(FakeLink::takeSent);
  }

  @Test
  void everyNamedCaseExists() {
    Set<String> names = new HashSet<>();
    cases().forEach(vector -> names.add(vector.path("name").asText()));
    assertEquals(PLAYED, names);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsRecorded(JsonNode vector) {
    if (vector.path("name").asText().equals(GRAYLISTED)) {
      graylist(link("P"));
    }
    for (JsonNode step : vector.path("outputs").path("steps")) {
      FakeLink from = link(step.path("from").asText());
      from.arrive(step.path("in").asText());
      Map<String, List<String>> expected = new TreeMap<>();
      links.keySet().forEach(name -> expected.put(name, texts(step.path("out").path(name))));
      Map<String, List<String>> sent = new TreeMap<>();
      links.forEach((name, link) -> sent.put(name, VectorNode.takeSent(link)));
      assertEquals(expected, sent);
      if (step.path("score_delta").asInt() < 0) {
        // What it is told when it comes back: nothing, below zero.
        from.close(CloseReason.REMOTE_CLOSED);
        FakeLink again = node.connect(VectorNode.P, false, "198.51.100.2:40002");
        assertEquals(List.of(), VectorNode.takeSent(again));
      }
    }
  }

  /** Lets a peer do a thousand wrong things, as fast as its budget allows. */
  private void graylist(FakeLink link) {
    JsonNode bad =
        cases().stream()
            .filter(vector -> vector.path("name").asText().startsWith("supernode_announce"))
            .findFirst()
            .orElseThrow();
    String wrong = bad.path("outputs").path("steps").path(0).path("in").asText();
    for (int i = 0; i < 1010; i++) {
      if (i % 20 == 0) {
        node.pass(1, all());
      }
      link.arrive(wrong);
    }
    node.pass(1, all());
    links.values().forEach(FakeLink::takeSent);
  }

  private FakeLink[] all() {
    return links.values().toArray(FakeLink[]::new);
  }

  private FakeLink link(String name) {
    FakeLink link = links.get(name);
    if (link == null) {
      throw new IllegalArgumentException("no peer " + name);
    }
    return link;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
