package dev.mossspore.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.monitor.NodeInfo.KnownPeer;
import dev.mossspore.monitor.NodeInfo.Peer;
import dev.mossspore.monitor.NodeInfo.Relay;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class EndpointsTest {
  private NodeStatus status = new NodeStatus.NotReady();
  private final Endpoints endpoints = new Endpoints(() -> status, Nodes.BUILD);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ready",
        "/metrics",
        "/",
        "/api/summary",
        "/health/",
        "//health",
        "/../health",
        "/HEALTH",
        "/health;x",
        "health",
        "*",
        ""
      })
  void otherPathsDoNotExist(String path) {
    status = Nodes.running(Nodes.quiet("public"));
    Answer answer = endpoints.answer(HttpMethod.GET, path);
    assertEquals(404, answer.status().code());
    assertEquals("404 page not found\n", answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/info", "/version", "/health?x=1"})
  void onlyReadingIsAllowed(String path) {
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get", "X")) {
      Answer answer = endpoints.answer(HttpMethod.valueOf(method), path);
      assertEquals(405, answer.status().code());
      assertEquals("GET, HEAD", answer.headers().get("Allow"));
      assertEquals("{\"error\":\"method not allowed\"}\n", answer.body());
    }
  }

  @Test
  void aBrokenOrStoppingNodeIsNotHealthy() {
    status = new NodeStatus.Running(Nodes.quiet("cgnat"), List.of("maintenance_stalled"));
    assertEquals(
        "503 {\"status\":\"unhealthy\",\"nat_type\":\"cgnat\","
            + "\"reasons\":[\"maintenance_stalled\"]}\n",
        get("/health"));
    status = new NodeStatus.Stopping(Nodes.quiet("public"));
    assertEquals("503 {\"status\":\"stopping\",\"nat_type\":\"public\"}\n", get("/health"));
    assertTrue(get("/info").startsWith("200 {\"mesh_id\":\"global\","));
  }

  @Test
  void beforeTheNodeIsUpOnlyTheVersionIsKnown() {
    assertEquals("503 {\"error\":\"node not initialised\"}\n", get("/info"));
    assertEquals(
        "200 {\"version\":\"0.1.0\",\"commit\":\"a1b2c3d4\","
            + "\"build_date\":\"2026-05-26T18:00:00Z\",\"go_version\":\"java25.0.1\","
            + "\"os\":\"linux\",\"arch\":\"amd64\",\"runtime\":\"java\","
            + "\"runtime_version\":\"25.0.1\","
            + "\"commit_full\":\"a1b2c3d4e5f60718293a4b5c6d7e8f9012345678\","
            + "\"protocol\":\"moss/1\",\"moss_compat\":\"v0.8.19\"}\n",
        get("/version"));
  }

  @Test
  void peersAreSortedAndCounted() {
    List<Peer> peers =
        List.of(
            new Peer(Nodes.peer(2), "10.0.0.1:1", false),
            new Peer(Nodes.peer(3), "relay:ab", true),
            new Peer(Nodes.peer(1), "10.0.0.2:1", false));
    List<KnownPeer> known =
        List.of(
            new KnownPeer(Nodes.peer(2), "10.0.0.1:1", true, true),
            new KnownPeer(Nodes.peer(1), "10.0.0.9:1", false, false));
    Relay relay = new Relay(true, 3, 2, 1L << 40);
    status = Nodes.running(Nodes.info("global", "192.0.2.1:1", "public", peers, known, relay));
    String info = get("/info");
    assertContains(
        info, "\"peer_count\":3,\"peers\":[\"10.0.0.1:1\",\"10.0.0.2:1\",\"relay:ab\"],");
    assertContains(info, "\"peer_details\":[{\"id\":\"01");
    assertContains(info, "\"addr\":\"relay:ab\",\"relayed\":true}],\"known_peer_count\":2,");
    assertContains(
        info,
        "\"known_peers\":[\"01000000@10.0.0.9:1[known]\",\"02000000@10.0.0.1:1[direct]\"],"
            + "\"direct_peer_count\":2,\"relayed_peer_count\":1,\"relay_capable_peer_count\":1,"
            + "\"relay_session_count\":3,\"relay_route_count\":2,");
    assertContains(info, "\"supernode_ready\":true,");
    assertContains(info, "\"relay_bytes_total\":1099511627776,");
  }

  private static void assertContains(String text, String part) {
    assertTrue(text.contains(part), () -> part + " is not in " + text);
  }

  private String get(String path) {
    Answer answer = endpoints.answer(HttpMethod.GET, path);
    return answer.status().code() + " " + answer.body();
  }
}
