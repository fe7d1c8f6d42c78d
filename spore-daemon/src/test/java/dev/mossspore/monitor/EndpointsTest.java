package dev.mossspore.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.monitor.NodeInfo.KnownPeer;
import dev.mossspore.monitor.NodeInfo.Peer;
import dev.mossspore.monitor.NodeInfo.Relay;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class EndpointsTest {
  private NodeStatus status = new NodeStatus.NotReady();
  private final Endpoints endpoints = new Endpoints(Nodes.monitored(() -> status));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ready/",
        "/metrics/x",
        "/api",
        "/api/summary/",
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
    Answer answer = endpoints.answer(HttpMethod.GET, path, true);
    assertEquals(404, answer.status().code());
    assertEquals("404 page not found\n", answer.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health",
        "/info",
        "/version",
        "/health?x=1",
        "/",
        "/ready",
        "/metrics",
        "/api/summary"
      })
  void onlyReadingIsAllowed(String path) {
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get", "X")) {
      Answer answer = endpoints.answer(HttpMethod.valueOf(method), path, true);
      assertEquals(405, answer.status().code());
      assertEquals("GET, HEAD", answer.headers().get("Allow"));
      assertEquals("{\"error\":\"method not allowed\"}\n", answer.body());
    }
  }

  @Test
  void aBrokenOrStoppingNodeIsNotHealthy() {
    status =
        new NodeStatus.Running(Nodes.quiet("cgnat"), List.of("maintenance_stalled"), List.of());
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
    Relay relay = new Relay(true, 3, 2, 1L << 40, List.of("nat_type=cgnat"));
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
    assertContains(info, "\"promotion\":{\"eligible\":false,\"blocked_by\":[\"nat_type=cgnat\"]}");
  }

  @Test
  void readyMeansThatOthersMayRelyOnIt() {
    assertEquals("503 {\"ready\":false,\"reasons\":[\"starting\"]}\n", get("/ready"));
    status = Nodes.running(Nodes.quiet("public"));
    assertEquals("200 {\"ready\":true}\n", get("/ready"));
    status =
        new NodeStatus.Running(
            Nodes.quiet("public"), List.of("maintenance_stalled"), List.of("bootstrapping"));
    assertEquals(
        "503 {\"ready\":false,\"reasons\":[\"bootstrapping\",\"maintenance_stalled\"]}\n",
        get("/ready"));
    status = new NodeStatus.Stopping(Nodes.quiet("public"));
    assertEquals("503 {\"ready\":false,\"reasons\":[\"stopping\"]}\n", get("/ready"));
  }

  @Test
  void readyTakesConditions() {
    List<Peer> peers = List.of(new Peer(Nodes.peer(2), "10.0.0.1:1", false));
    status = Nodes.running(Nodes.info("m", "192.0.2.1:1", "public", peers, List.of(), Relay.NONE));
    assertTrue(get("/ready?min_peers=1&other=x").startsWith("200 "));
    assertEquals(
        "503 {\"ready\":false,\"reasons\":[\"peers 1/2\",\"no_supernode\"]}\n",
        get("/ready?min_peers=2&supernode=1"));
    for (String query : List.of("min_peers=x", "min_peers=-1", "min_peers=", "supernode=2")) {
      assertEquals("400 {\"error\":\"bad query\"}\n", get("/ready?" + query), query);
    }
  }

  @Test
  void peersAreShownToStrangersOnlyIfTheOperatorLikes() {
    status = Nodes.running(Nodes.quiet("public"));
    Endpoints closed =
        new Endpoints(Nodes.monitored(() -> status, new MonitorAccess(false, false)));
    assertEquals(403, closed.answer(HttpMethod.GET, "/info", false).status().code());
    assertEquals(200, closed.answer(HttpMethod.GET, "/info", true).status().code());
    assertEquals(200, closed.answer(HttpMethod.GET, "/api/summary", false).status().code());
    assertEquals(404, closed.answer(HttpMethod.GET, "/metrics", true).status().code());
    assertEquals(200, endpoints.answer(HttpMethod.GET, "/info", false).status().code());
  }

  @Test
  void metricsAreText() {
    Answer answer = endpoints.answer(HttpMethod.GET, "/metrics", false);
    assertEquals("text/plain; version=0.0.4; charset=utf-8", answer.headers().get("Content-Type"));
    assertEquals(
        """
        # HELP mossspore_peers Connected peers.
        # TYPE mossspore_peers gauge
        mossspore_peers 1
        """,
        answer.body());
  }

  @Test
  void theDashboardRunsItsOwnScriptAlone() throws Exception {
    Answer answer = endpoints.answer(HttpMethod.GET, "/", false);
    String policy = answer.headers().get("Content-Security-Policy");
    String page = answer.body();
    for (String element : List.of("script", "style")) {
      String content = page.split("<" + element + ">", 2)[1].split("</" + element + ">", 2)[0];
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      assertContains(policy, "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }
    assertContains(policy, "default-src 'none'");
    assertTrue(!page.contains("http://") && !page.contains("https://"), page);
  }

  private static void assertContains(String text, String part) {
    assertTrue(text.contains(part), () -> part + " is not in " + text);
  }

  private String get(String path) {
    Answer answer = endpoints.answer(HttpMethod.GET, path, true);
    return answer.status().code() + " " + answer.body();
  }
}
