package dev.mossspore.discovery.tracker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.HostPort;
import dev.mossspore.event.SporeEvent;
import dev.mossspore.testkit.Await;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Trackers that mean harm, and one that does not, over loopback. */
@Tag("net")
class HostileTrackersTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String PEERS = "d5:peers6:\u0001\u0002\u0003\u0004\u0000Pe";

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final TrackerCounters counters = new TrackerCounters();
  private final TrackerSockets sockets =
      new TrackerSockets(group.next(), new SplittableRandom(1), counters);
  private final List<AutoCloseable> servers = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable server : servers) {
      server.close();
    }
    sockets.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void readsWhatAnHonestTrackerSays() throws Exception {
    HttpScript tracker = script(response("200 OK", PEERS));
    assertEquals(
        new TrackerAnswer.Peers(List.of(new HostPort("1.2.3.4", 80))), ask(tracker.url("/a?x=1")));
    assertTrue(tracker.requests().getFirst().startsWith("GET /a?compact=1&"), "the announce");
  }

  @Test
  void refusesWhatIsTooBigTooDeepOrNoHttp() throws Exception {
    assertRefused(script(head("200 OK", "Content-Length: 2000000000") + "x".repeat(100_000)));
    assertRefused(script(head("200 OK", "Connection: close") + "x".repeat(1_000_000)));
    assertRefused(script("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(100_000)));
    assertRefused(script("HTTP/1.1 200 " + "O".repeat(100_000)));
    assertRefused(script("d5:peers6:abcdefe"));
    assertRefused(script(response("200 OK", "d1:a".repeat(10_000))));
    assertRefused(script(response("200 OK", "d-5:peers6:abcdefe")));
    assertRefused(script(response("200 OK", "d9223372036854775807:ae")));
    assertRefused(script(""));
  }

  @Test
  void followsFewRedirections() throws Exception {
    HttpScript honest = script(response("200 OK", PEERS));
    HttpScript once = script(head("302 Found", "Location: " + honest.url("/there")));
    assertInstanceOf(TrackerAnswer.Peers.class, ask(once.url("/")));
    HttpScript itself = script(head("301 Moved", "Location: /again", "Content-Length: 0"));
    assertEquals(new TrackerAnswer.Refused("redirected too often"), ask(itself.url("/")));
    assertEquals(4, itself.requests().size());
    assertEquals(
        new TrackerAnswer.Refused("redirected to nowhere"),
        ask(script(head("302 Found", "Location: file:///etc/passwd")).url("/")));
    assertRefused(script(head("302 Found", "Location: http://[")));
    assertRefused(script(head("302 Found", "Content-Length: 0")));
  }

  @Test
  void isNotSentFromAnotherHostToThisOne() throws Exception {
    InetAddress own = outwardAddress();
    HttpScript inner = script(response("200 OK", PEERS));
    HttpScript outer = script(own, head("302 Found", "Location: " + inner.url("/secret")));
    assertEquals(
        new TrackerAnswer.Refused("redirected into a network of its own"), ask(outer.url("/")));
    assertEquals(List.of(), inner.requests());
    HttpScript liar = script(own, response("200 OK", "d5:peers6:\u007f\u0000\u0000\u0001\u0000Pe"));
    assertEquals(new TrackerAnswer.Peers(List.of()), ask(liar.url("/")));
    assertEquals(1, counters.implausible().sum());
  }

  @Test
  void costsItsShareOfARoundAndNoMore() throws Exception {
    HttpScript slow = script(HttpScript.DRIP);
    HttpScript honest = script(response("200 OK", PEERS));
    Queue<SporeEvent> events = new ConcurrentLinkedQueue<>();
    List<URI> trackers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      trackers.add(slow.url("/" + i));
    }
    trackers.add(honest.url("/"));
    long start = System.nanoTime();
    try (Trackers asked =
        new Trackers(
            "moss/1",
            new TrackerUse(() -> 1, () -> 0, found -> {}, events::add, result -> {}),
            System::nanoTime,
            new SplittableRandom(1))) {
      asked.configure(new TrackerSettings(trackers, Duration.ofSeconds(60), Duration.ofSeconds(2)));
      Await.until("the round ends", LIMIT, () -> !events.isEmpty());
    }
    assertEquals(new SporeEvent.TrackerAnnounce(1, 0), events.element());
    // Half of the budget for the five before it, then the grace; and slack for a busy machine.
    assertTrue(System.nanoTime() - start < Duration.ofSeconds(5).toNanos(), "in time");
  }

  @Test
  void refusesWhatItCannotSpeakTo() throws Exception {
    assertInstanceOf(TrackerAnswer.Refused.class, ask(URI.create("udp://under_score:1/")));
    assertEquals(
        new TrackerAnswer.Refused("unknown scheme ws"), ask(URI.create("ws://127.0.0.1:1/")));
    URI plain = script(response("200 OK", PEERS)).url("/");
    URI encrypted = URI.create(plain.toString().replace("http:", "https:"));
    assertInstanceOf(TrackerAnswer.Refused.class, ask(encrypted));
  }

  private void assertRefused(HttpScript tracker) throws Exception {
    assertInstanceOf(TrackerAnswer.Refused.class, ask(tracker.url("/")));
  }

  private TrackerAnswer ask(URI tracker) throws Exception {
    AnnounceRequest request =
        new AnnounceRequest(new byte[20], new byte[20], 1, 50, AnnounceEvent.NONE);
    return group
        .next()
        .submit(() -> sockets.announce(tracker, request))
        .get()
        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private HttpScript script(String bytes) throws Exception {
    return script(InetAddress.getLoopbackAddress(), bytes);
  }

  private HttpScript script(InetAddress on, String bytes) throws Exception {
    HttpScript server = HttpScript.start(on, bytes.getBytes(ISO_8859_1));
    servers.add(server);
    return server;
  }

  private static String response(String status, String body) {
    return head(status, "Content-Length: " + body.length()) + body;
  }

  private static String head(String status, String... headers) {
    return "HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
  }

  private static InetAddress outwardAddress() throws Exception {
    Stream<InetAddress> own =
        NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses);
    InetAddress found =
        own.filter(Inet4Address.class::isInstance)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .findFirst()
            .orElse(InetAddress.getLoopbackAddress());
    Assumptions.assumeFalse(found.isLoopbackAddress(), "this host has no address but loopback");
    return found;
  }
}
