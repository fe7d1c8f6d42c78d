package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.testing.Await;
import dev.mossspore.testing.PingingPeer;
import dev.mossspore.testing.SporeProcess;
import dev.mossspore.testing.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

  private static final long VISIT_EVERY = Duration.ofMillis(250).toNanos();

  @TempDir Path directory;

  /** Traffic beside the blockade; whatever else a node carries has its place here too. */
  @Test
  void aBlockedOutputCostsNothingButItsLines() throws Exception {
    Tools.require("command -v mkfifo && command -v dd", "mkfifo and dd");
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
      long start = System.nanoTime();
      int visits = 0;
      for (long now = start; now - start < BLOCKADE.toNanos(); now = System.nanoTime()) {
        if (now - start >= visits * VISIT_EVERY) {
          visit(spore);
          visits++;
        }
        assertTrue(peer.roundTrip().toMillis() < 1000, "a ping took longer than a second");
        assertEquals(200, spore.status("/health"));
      }
      assertEquals(null, peer.closed());
      assertTrue(spore.text("/metrics").contains("{type=\"PeerJoined\"} " + (visits + 1)));
      long before = System.nanoTime();
      spore.signal("TERM");
      assertEquals(0, spore.awaitEnd());
      assertTrue(System.nanoTime() - before < Duration.ofSeconds(10).toNanos());
    }
  }

  @Test
  void aClosedPipeEndsNothing() throws Exception {
    // Both streams go to a reader that leaves at once; the monitor's address is found by its port.
    int monitor = SporeProcess.freePort();
    String command =
        "(%s --monitor-listen 127.0.0.1:%d 2>&1; echo $? > %s) | head -n 1"
            .formatted(SporeProcess.quietCommand(), monitor, directory.resolve("status"));
    try (SporeProcess spore =
            SporeProcess.start(directory, SporeProcess.quiet(), List.of("sh", "-c", command));
        PingingPeer peer = PingingPeer.start()) {
      spore.monitorAt(monitor);
      spore.awaitUp();
      peer.connect(spore.port());
      for (int i = 0; i < 5; i++) {
        visit(spore);
        assertTrue(peer.roundTrip().toMillis() < 1000);
      }
      assertEquals(200, spore.status("/health"));
      assertTrue(spore.text("/metrics").contains("mossspore_events_total{type=\"PeerJoined\"} 6"));
      long pid = spore.descendant("java");
      Tools.run("kill -TERM " + pid);
      Await.until(
          "it ends with 0",
          LIMIT,
          () -> Tools.run("cat " + directory.resolve("status")).output().equals("0\n"));
    }
  }

  /** A peer comes, is admitted, and leaves: two events. */
  private static void visit(SporeProcess spore) throws Exception {
    try (PingingPeer visitor = PingingPeer.start()) {
      visitor.connect(spore.port());
    }
  }
}
