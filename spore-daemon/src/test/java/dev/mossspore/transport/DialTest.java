package dev.mossspore.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.HostPort;
import dev.mossspore.testing.TestNode;
import dev.mossspore.testkit.Await;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("net")
class DialTest {
  private static final int BACKLOG = 4;
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int TRIES = 5;

  /** Something takes TCP connections at the target's port and says nothing. */
  @ParameterizedTest
  @CsvSource({"300, 300", "5000, 2000"})
  void udpBeginsWhenTcpHasBeenTriedForAsLongAsWasAsked(long asked, long waits) throws Exception {
    // Never earlier; on a busy machine later, but not each time.
    long took = Long.MAX_VALUE;
    for (int i = 0; i < TRIES && took >= waits + 1500; i++) {
      took = dialMillis(asked);
      assertTrue(took >= waits, took + " ms");
    }
    assertTrue(took < waits + 1500, took + " ms");
  }

  private static long dialMillis(long asked) throws Exception {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    try (ServerSocket silent = new ServerSocket(0, BACKLOG, loopback);
        TestNode target = TestNode.start();
        TestNode node = TestNode.start()) {
      int port = silent.getLocalPort();
      target.transport().listen(loopback, port);
      node.transport().listen(loopback, 0);
      long start = System.nanoTime();
      CompletableFuture<Link> dial =
          node.transport().dial(new HostPort("127.0.0.1", port), null, Duration.ofMillis(asked));
      Await.until("a session", LIMIT, () -> !target.links().isEmpty());
      target.links().getFirst().send("hello".getBytes(UTF_8));
      Link link = dial.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      assertEquals(Carrier.UDP, link.carrier());
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
  }
}
