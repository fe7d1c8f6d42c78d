package dev.mossspore.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mossspore.base.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("net")
@Timeout(60)
class MonitorServerTest {
  private static final NodeStatus NODE = Nodes.running(Nodes.quiet("public"));

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (MonitorServer first = Nodes.server(() -> NODE)) {
      HostPort taken = new HostPort("127.0.0.1", first.port());
      IOException e =
          assertThrows(
              IOException.class, () -> MonitorServer.start(taken, Nodes.monitored(() -> NODE)));
      assertEquals("monitor.listen " + taken + ": address already in use", e.getMessage());
    }
  }

  @Test
  void anUnknownHostIsNamed() {
    HostPort unknown = new HostPort("::zz", 1);
    IOException e =
        assertThrows(
            IOException.class, () -> MonitorServer.start(unknown, Nodes.monitored(() -> NODE)));
    assertEquals("monitor.listen [::zz]:1: unknown host", e.getMessage());
  }

  @Test
  void anEmptyHostMeansBothProtocols() throws IOException {
    assumeTrue(hasIpv6());
    try (MonitorServer server =
        MonitorServer.start(new HostPort("", 0), Nodes.monitored(() -> NODE))) {
      assertEquals(200, RawHttp.once(server.port(), "GET", "/health").status());
      try (RawHttp http = new RawHttp(ipv6Loopback(), server.port())) {
        assertEquals(200, http.request("GET", "/health").status());
      }
    }
  }

  @Test
  void allIpv4InterfacesMeansNoIpv6() throws IOException {
    assumeTrue(hasIpv6());
    try (MonitorServer server =
        MonitorServer.start(new HostPort("0.0.0.0", 0), Nodes.monitored(() -> NODE))) {
      assertEquals(200, RawHttp.once(server.port(), "GET", "/health").status());
      assertThrows(IOException.class, () -> new RawHttp(ipv6Loopback(), server.port()).close());
    }
  }

  @Test
  void answersAreMadeOnTheLoopItWasGiven() throws IOException {
    AtomicReference<Thread> seen = new AtomicReference<>();
    StatusSource source =
        () -> {
          seen.set(Thread.currentThread());
          return NODE;
        };
    try (MonitorServer server = Nodes.server(source)) {
      RawHttp.once(server.port(), "GET", "/health");
      assertTrue(seen.get().getName().startsWith("monitor-tests"), seen.get().getName());
    }
  }

  @Test
  void aFailingSourceCostsOneAnswer() throws IOException {
    StatusSource source =
        () -> {
          throw new IllegalStateException("bug");
        };
    try (MonitorServer server = Nodes.server(source);
        RawHttp http = new RawHttp(server.port())) {
      assertEquals(500, http.request("GET", "/health").status());
      assertEquals(200, http.request("GET", "/version").status());
    }
  }

  @Test
  void closingLetsARequestUnderWayFinish() throws Exception {
    MonitorServer server = Nodes.server(() -> NODE);
    try (RawHttp idle = new RawHttp(server.port());
        RawHttp busy = new RawHttp(server.port())) {
      busy.send("GET /health HTTP/1.1\r\nHost: x\r\n");
      // Two rounds on another connection: by then the loop has seen the bytes above.
      idle.request("GET", "/health");
      idle.request("GET", "/health");
      Thread closing = Thread.ofVirtual().start(server::close);
      assertTrue(idle.closed());
      busy.send("\r\n");
      RawHttp.Response response = busy.response(true);
      assertEquals(200, response.status());
      assertEquals("close", response.header("connection"));
      assertTrue(busy.closed());
      closing.join();
      assertThrows(IOException.class, () -> new RawHttp(server.port()).close());
    }
  }

  @Test
  void closingDoesNotWaitForASlowClient() throws IOException {
    MonitorServer server = Nodes.server(() -> NODE);
    try (RawHttp busy = new RawHttp(server.port())) {
      busy.send("GET /health HTTP/1.1\r\nHost: x\r\n");
      RawHttp.once(server.port(), "GET", "/health");
      RawHttp.once(server.port(), "GET", "/health");
      long start = System.nanoTime();
      server.close();
      assertTrue(busy.closed());
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(took.toMillis() >= 1900 && took.toSeconds() < 5, took::toString);
    }
  }

  private static boolean hasIpv6() {
    try (ServerSocket _ = new ServerSocket(0, 1, ipv6Loopback())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static InetAddress ipv6Loopback() {
    return InetAddress.ofLiteral("::1");
  }
}
