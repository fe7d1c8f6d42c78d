package dev.mossspore.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.monitor.NodeInfo.KnownPeer;
import dev.mossspore.monitor.NodeInfo.Relay;
import dev.mossspore.monitor.RawHttp.Response;
import dev.mossspore.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("net")
@Timeout(60)
class MonitorLimitsTest {
  private static final NodeStatus NODE = Nodes.running(Nodes.quiet("public"));
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);

  @Test
  void aRequestThatTricklesInIsCutOffAfterFiveSeconds() throws IOException {
    try (MonitorServer server = Nodes.server(() -> NODE);
        RawHttp http = new RawHttp(server.port())) {
      long start = System.nanoTime();
      http.send("GET /health HTTP/1.1\r\nHost: x\r\nX: ");
      assertTrue(tricklesUntilClosed(http));
      long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
      assertTrue(seconds >= 4 && seconds <= 15, () -> "closed after " + seconds + " s");
      assertEquals(1, server.counters().timedOut().sum());
    }
  }

  @Test
  void theTimeOfALaterRequestIsLimitedToo() throws IOException {
    try (MonitorServer server = Nodes.server(() -> NODE, new MonitorLimits(8, SHORT, LONG, LONG));
        RawHttp http = new RawHttp(server.port())) {
      assertEquals(200, http.request("GET", "/health").status());
      http.send("G");
      assertTrue(tricklesUntilClosed(http));
      assertEquals(1, server.counters().timedOut().sum());
    }
  }

  @Test
  void anIdleConnectionIsClosed() throws IOException {
    try (MonitorServer server = Nodes.server(() -> NODE, new MonitorLimits(8, LONG, LONG, SHORT));
        RawHttp http = new RawHttp(server.port())) {
      assertEquals(200, http.request("GET", "/health").status());
      assertTrue(http.closed());
      assertEquals(0, server.counters().timedOut().sum());
    }
  }

  @Test
  void aSilentConnectionIsClosed() throws IOException {
    try (MonitorServer server = Nodes.server(() -> NODE, new MonitorLimits(8, SHORT, LONG, LONG));
        RawHttp http = new RawHttp(server.port())) {
      assertTrue(http.closed());
    }
  }

  @Test
  void whoAsksAndNeverReadsCostsOneAnswerAndIsClosed() throws IOException {
    NodeStatus large = Nodes.running(large());
    AtomicInteger asked = new AtomicInteger();
    StatusSource source =
        () -> {
          asked.incrementAndGet();
          return large;
        };
    try (MonitorServer server = Nodes.server(source, new MonitorLimits(8, LONG, SHORT, LONG));
        RawHttp http = new RawHttp(server.port())) {
      http.send("GET /info HTTP/1.1\r\nHost: x\r\n\r\n".repeat(200));
      Await.until("the connection is cut", PATIENCE, () -> server.counters().timedOut().sum() == 1);
      // The system's own socket buffers take the first few answers.
      assertTrue(asked.get() < 50, () -> asked + " answers made");
    }
  }

  @Test
  void theSixtyFifthConnectionIsRefused() throws IOException {
    List<RawHttp> clients = new ArrayList<>();
    try (MonitorServer server = Nodes.server(() -> NODE)) {
      for (int i = 0; i < 64; i++) {
        RawHttp client = new RawHttp(server.port());
        clients.add(client);
        assertEquals(200, client.request("GET", "/health").status());
      }
      try (RawHttp late = new RawHttp(server.port())) {
        assertTrue(late.closed());
      }
      assertEquals(1, server.counters().refused().sum());
      assertFalse(clients.getFirst().closedWithin(1));

      clients.getLast().close();
      Await.until("room is given back", PATIENCE, () -> served(server));
    } finally {
      for (RawHttp client : clients) {
        client.close();
      }
    }
  }

  @Test
  void headersAreLimited() throws IOException {
    try (MonitorServer server = Nodes.server(() -> NODE)) {
      String request = "GET /health HTTP/1.1\r\nHost: x\r\nX: ";
      assertEquals(200, first(server, request + "a".repeat(7000) + "\r\n\r\n").status());
      assertRefused(431, server, request + "a".repeat(9000) + "\r\n\r\n");
      assertRefused(431, server, request + "a\r\nX: ".repeat(2500) + "\r\n\r\n");
      String query = "GET /health?" + "a".repeat(5000);
      assertRefused(414, server, query + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }
  }

  private static void assertRefused(int status, MonitorServer server, String request)
      throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      http.send(request);
      Response response = http.response(true);
      assertEquals(status, response.status());
      assertEquals("close", response.header("connection"));
      assertTrue(http.closed());
    }
  }

  private static Response first(MonitorServer server, String request) throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      http.send(request);
      return http.response(true);
    }
  }

  private static boolean tricklesUntilClosed(RawHttp http) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!http.closedWithin(100)) {
        http.send("a");
        if (System.nanoTime() > deadline) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      // Written to after the close.
      return true;
    }
  }

  private static boolean served(MonitorServer server) {
    try {
      return RawHttp.once(server.port(), "GET", "/health").status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static NodeInfo large() {
    KnownPeer known = new KnownPeer(Nodes.peer(1), "a".repeat(100), false, false);
    List<KnownPeer> many = Collections.nCopies(10_000, known);
    return Nodes.info("global", "127.0.0.1:1", "public", List.of(), many, Relay.NONE);
  }
}
