package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.testing.PingingPeer;
import dev.mossspore.testing.RelayPair;
import dev.mossspore.testing.SporeProcess;
import dev.mossspore.testkit.Await;
import dev.mossspore.testkit.Tools;
import dev.mossspore.transport.Carrier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Outputs that nobody reads, or that are gone (07 section 7.1): the node goes on as if they were
 * read. The property {@code mossspore.blocked.seconds} makes the blockade longer.
 */
@Tag("system")
class BlockedOutputIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration BLOCKADE =
      Duration.ofSeconds(Integer.getInteger("mossspore.blocked.seconds", 4));

  private static final boolean LONG = BLOCKADE.toSeconds() >= 30;

  /** What the pair that is relayed sends, in bytes a second and in one packet. */
  private static final long RATE = 200_000;

  private static final int PAYLOAD = 1000;
  private static final long VISIT_EVERY = Duration.ofMillis(250).toNanos();

  @TempDir Path directory;

  /** Traffic beside the blockade; whatever else a node carries has its place here too. */
  @Test
  void aBlockedOutputCostsNothingButItsLines() throws Exception {
    Tools.requirePrograms("mkfifo", "dd");
    Path pipe = directory.resolve("pipe");
    // The pipe is full before the spore writes its first line, and has a reader that never reads.
    String blocked =
        "mkfifo %1$s && exec 3<>%1$s && dd if=/dev/zero of=%1$s bs=65536 count=1 2>/dev/null && exec %2$s >%1$s"
            .formatted(pipe, SporeProcess.quietCommand());
    try (SporeProcess spore =
            SporeProcess.start(directory, SporeProcess.quiet(), List.of("sh", "-c", blocked));
        PingingPeer peer = PingingPeer.start()) {
      spore.awaitUp();
      peer.connect(spore.port());
      RelayPair pair = relayed(spore);
      long start = System.nanoTime();
      int visits = 0;
      for (long now = start; now - start < BLOCKADE.toNanos(); now = System.nanoTime()) {
        if (now - start >= visits * VISIT_EVERY) {
          visit(spore);
          visits++;
        }
        assertPrompt(peer.roundTrip().toMillis(), 1000, "a ping");
        if (now - start >= pair.sentBytes() * TimeUnit.SECONDS.toNanos(1) / RATE) {
          pair.send(PAYLOAD);
        }
        assertEquals(200, spore.status("/health"));
      }
      assertEquals(null, peer.closed());
      assertDelivered(pair);
      assertEquals(visits + 3, spore.metric("events_total{type=\"PeerJoined\"}"));
      System.out.printf(
          "stdout blocked for %d s: %d packets relayed, p99 %d ms%n",
          BLOCKADE.toSeconds(), pair.delivered(), pair.p99Millis());
      pair.close();
      long before = System.nanoTime();
      spore.signal("TERM");
      assertEquals(0, spore.awaitEnd());
      assertPrompt(Duration.ofNanos(System.nanoTime() - before).toMillis(), 10_000, "the end");
    }
  }

  @Test
  void aClosedPipeEndsNothing() throws Exception {
    // Both streams go to a reader that leaves as soon as it knows where the monitor is.
    String command =
        "(%s 2>&1; echo $? > %s) | sed '/monitor listening/q' >&2"
            .formatted(SporeProcess.quietCommand(), directory.resolve("status"));
    try (SporeProcess spore =
            SporeProcess.start(directory, SporeProcess.quiet(), List.of("sh", "-c", command));
        PingingPeer peer = PingingPeer.start()) {
      spore.awaitUp();
      peer.connect(spore.port());
      try (RelayPair pair = relayed(spore)) {
        for (int i = 0; i < 5; i++) {
          visit(spore);
          peer.roundTrip();
          pair.send(PAYLOAD);
        }
        assertDelivered(pair);
      }
      assertEquals(200, spore.status("/health"));
      assertEquals(8, spore.metric("events_total{type=\"PeerJoined\"}"));
      long pid = spore.descendant("java");
      Tools.run("kill -TERM " + pid);
      Await.until(
          "it ends with 0",
          LIMIT,
          () -> Tools.run("cat " + directory.resolve("status")).output().equals("0\n"));
    }
  }

  private static RelayPair relayed(SporeProcess spore) throws Exception {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), spore.port());
    return RelayPair.connect(address, Carrier.TCP).open("s");
  }

  private static void assertDelivered(RelayPair pair) {
    Await.until("all is relayed", LIMIT, () -> pair.delivered() == pair.sent());
    assertEquals(0, pair.flaws());
    assertPrompt(pair.p99Millis(), 250, "p99 of relaying");
  }

  /** A few packets on a busy machine say nothing of latency; those of a long blockade do. */
  private static void assertPrompt(long millis, long limit, String what) {
    assertTrue(!LONG || millis < limit, () -> "%s took %d ms".formatted(what, millis));
  }

  /** A peer comes, is admitted, and leaves: two events. */
  private static void visit(SporeProcess spore) throws Exception {
    try (PingingPeer visitor = PingingPeer.start()) {
      visitor.connect(spore.port());
    }
  }
}
