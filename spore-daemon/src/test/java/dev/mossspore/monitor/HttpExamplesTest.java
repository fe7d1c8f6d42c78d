package dev.mossspore.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mossspore.base.PeerId;
import dev.mossspore.monitor.NodeInfo.KnownPeer;
import dev.mossspore.monitor.NodeInfo.Peer;
import dev.mossspore.monitor.NodeInfo.Relay;
import dev.mossspore.monitor.RawHttp.Response;
import dev.mossspore.testing.Vectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

@Tag("wire")
class HttpExamplesTest {
  /** Every expectation that this test understands; the rest of the list is for information. */
  private static final Set<String> UNDERSTOOD =
      Set.of(
          "status",
          "content_type",
          "allow",
          "x_content_type_options",
          "json",
          "body",
          "body_length",
          "content_length_header",
          "json_contains",
          "json_contains_keys",
          "all_values_are_strings",
          "reference_json_observed",
          "json_example",
          "must_not_contain_keys",
          "seed_today",
          "reference_body",
          "reference_today",
          "note");

  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> examples() {
    return Vectors.cases("daemon/http_examples").stream()
        .map(test -> DynamicTest.dynamicTest(test.get("name").asText(), () -> check(test)));
  }

  private static void check(JsonNode test) throws IOException {
    String method = test.at("/inputs/method").asText();
    String path = test.at("/inputs/path").asText();
    String node = test.at("/inputs/node").asText();
    try (MonitorServer server = Nodes.server(() -> node(node))) {
      Response response = RawHttp.once(server.port(), method, path);
      JsonNode expected = test.get("outputs");
      expected.fieldNames().forEachRemaining(name -> assertTrue(UNDERSTOOD.contains(name), name));
      headers(expected, response);
      body(expected, response);
      if (expected.has("content_length_header")) {
        String length = RawHttp.once(server.port(), "GET", path).header("content-length");
        assertEquals(length, response.header("content-length"));
      }
    }
  }

  private static void headers(JsonNode expected, Response response) {
    assertEquals(expected.get("status").asInt(), response.status());
    header(expected, "content_type", response);
    header(expected, "allow", response);
    header(expected, "x_content_type_options", response);
    if (response.header("content-type").equals("application/json")) {
      assertEquals("no-store", response.header("cache-control"));
    }
    assertEquals("", response.header("access-control-allow-origin"));
  }

  private static void header(JsonNode expected, String name, Response response) {
    if (expected.has(name)) {
      assertEquals(expected.get(name).asText(), response.header(name.replace('_', '-')));
    }
  }

  private static void body(JsonNode expected, Response response) throws IOException {
    if (expected.has("body")) {
      assertEquals(expected.get("body").asText(), response.body());
    }
    if (expected.has("body_length")) {
      assertEquals(expected.get("body_length").asInt(), response.body().length());
    }
    if (expected.has("json")) {
      assertEquals(expected.get("json") + "\n", response.body());
    }
    if (!response.header("content-type").equals("application/json")) {
      return;
    }
    JsonNode body = JSON.readTree(response.body());
    for (JsonNode name : expected.path("must_not_contain_keys")) {
      assertFalse(body.has(name.asText()), name.asText());
    }
    sameShape(expected.path("json_example"), body);
    for (JsonNode name : expected.path("json_contains_keys")) {
      assertTrue(body.has(name.asText()), name.asText());
    }
    for (var member : expected.path("json_contains").properties()) {
      boolean key = member.getKey().equals("public_key");
      JsonNode value = key ? JSON.valueToTree(Nodes.KEY.hex()) : member.getValue();
      assertEquals(value, body.get(member.getKey()), member.getKey());
    }
    if (expected.path("all_values_are_strings").asBoolean()) {
      body.forEach(value -> assertTrue(value.isTextual(), value::toString));
    }
    if (expected.has("reference_json_observed")) {
      observed((ObjectNode) expected.get("reference_json_observed"), (ObjectNode) body);
    }
  }

  /** The example's members, with values of its types. */
  private static void sameShape(JsonNode example, JsonNode body) {
    for (var member : example.properties()) {
      JsonNode ours = body.path(member.getKey());
      assertEquals(member.getValue().getNodeType(), ours.getNodeType(), member.getKey());
    }
  }

  /** Same members in the same order, but for the empty list; ours come behind. */
  private static void observed(ObjectNode reference, ObjectNode body) {
    ObjectNode ours = reference.deepCopy();
    if (ours.get("peers").isNull()) {
      ours.putArray("peers");
    }
    ours.put("uptime_sec", 9).put("draining", false).put("identity", "loaded");
    ours.putArray("degraded").add("tcp_listener_down");
    ours.put("relay_bytes_total", 0).put("config_generation", 1);
    ours.putObject("promotion").put("eligible", true).putArray("blocked_by");
    assertEquals(ours.toString(), body.toString());
  }

  private static NodeStatus node(String words) {
    return switch (words) {
      case "listener not up yet" -> new NodeStatus.NotReady();
      case "running", "any", "running, NAT public" -> Nodes.running(Nodes.quiet("public"));
      case "just started, no peers" -> Nodes.running(Nodes.quiet("unknown"));
      case "one inbound direct peer" -> Nodes.running(onePeer());
      case "promoted spore" -> Nodes.running(promoted());
      default -> throw new AssertionError("a node this test does not know: " + words);
    };
  }

  private static NodeInfo onePeer() {
    var id = PeerId.parse("f7edb4030296fbefabadd3aa9e88e369eb5f43cb979ee741e0b69f289f0222d7");
    return Nodes.info(
        "global",
        "127.0.0.1:47001",
        "unknown",
        List.of(new Peer(id, "127.0.0.1:57050", false)),
        List.of(new KnownPeer(id, "127.0.0.1:47002", true, false)),
        Relay.NONE);
  }

  private static NodeInfo promoted() {
    List<Peer> peers = new ArrayList<>();
    IntStream.range(0, 14)
        .forEach(i -> peers.add(new Peer(Nodes.peer(i), "192.0.2.1:" + (1000 + i), false)));
    Relay relay = new Relay(true, 3, 3, 0, List.of());
    return Nodes.info("my-mesh", "203.0.113.42:47001", "public", peers, List.of(), relay);
  }
}
