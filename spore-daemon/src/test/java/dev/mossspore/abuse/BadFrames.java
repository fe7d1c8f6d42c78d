package dev.mossspore.abuse;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * 40 TCP connections a second whose frames are cut off, too long or no frames at all, half of them
 * before the handshake, half inside an established session.
 */
final class BadFrames implements Attack {
  private static final int PER_SECOND = 40;

  /** What follows the connection, with its mode byte, or the established session. */
  private static final List<byte[]> BEFORE =
      List.of(
          new byte[0],
          new byte[] {3, 0, 0, 0, 32},
          frame(1, 0xffff_ffff, 0),
          frame(2, 0x8000_0000, 5),
          frame(1, 65_537, 100),
          frame(2, 65_536, 1000),
          frame(1, 0, 0),
          frame(1, 32, 10));

  private static final List<byte[]> INSIDE =
      List.of(
          frame(0xffff_ffff, 0),
          frame(0x7fff_ffff, 100),
          frame((1 << 20) + 1, 1000),
          frame(1 << 20, 1000),
          frame(0, 0),
          frame(15, 15),
          frame(16, 16),
          frame(500, 20));

  @Override
  public long run(InetSocketAddress victim, Duration length) {
    long connections = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Pace pace = new Pace(PER_SECOND, length); pace.next(); connections++) {
        long number = connections;
        threads.execute(() -> attack(victim, number));
      }
    }
    return connections;
  }

  @Override
  public long refused(Map<String, Long> counted) {
    return Attack.sum(
        counted,
        "UNKNOWN_MODE",
        "FRAME_TOO_LARGE",
        "HUNG_UP",
        "WORKERS_BUSY",
        "MESSAGE_TOO_SHORT",
        "FRAME_INVALID",
        "REMOTE_CLOSED");
  }

  private static void attack(InetSocketAddress victim, long number) {
    int kind = (int) (number / 2 % BEFORE.size());
    try (Stranger stranger = new Stranger(number, victim)) {
      if (number % 2 == 0) {
        stranger.write(BEFORE.get(kind));
        stranger.shutdownOutput();
      } else {
        stranger.establish();
        stranger.write(INSIDE.get(kind));
      }
      stranger.drain();
    } catch (IOException e) {
      // Closed while it was still talking; the victim's counters say why.
    }
  }

  private static byte[] frame(int mode, int length, int body) {
    return ByteBuffer.allocate(5 + body).put((byte) mode).putInt(length).array();
  }

  private static byte[] frame(int length, int body) {
    return ByteBuffer.allocate(4 + body).putInt(length).array();
  }
}
