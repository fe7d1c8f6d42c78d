package dev.mossspore.abuse;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * 1,000 addresses that each connect over TCP, send a valid first message and then nothing, and come
 * back within a second when they are closed.
 */
final class HalfHandshakes implements Attack {
  private static final int SOURCES = 1000;
  private static final int KEY = 32;

  private final SplittableRandom random = new SplittableRandom(2);

  @Override
  public long run(InetSocketAddress victim, Duration length) throws IOException {
    List<Intruder> intruders = new ArrayList<>();
    try {
      for (int i = 0; i < SOURCES; i++) {
        intruders.add(new Intruder(Sources.address(i)));
      }
      long connections = 0;
      Pace pace = new Pace(SOURCES, length);
      for (int i = 0; pace.next(); i = (i + 1) % SOURCES) {
        Intruder intruder = intruders.get(i);
        if (intruder.closed()) {
          intruder.connect(victim);
          intruder.send(firstMessage());
          connections++;
        }
      }
      return connections;
    } finally {
      for (Intruder intruder : intruders) {
        intruder.close();
      }
    }
  }

  @Override
  public long refused(Map<String, Long> counted) {
    return Attack.sum(counted, "EVICTED", "TIMED_OUT", "HUNG_UP", "WORKERS_BUSY");
  }

  private byte[] firstMessage() {
    byte[] key = new byte[KEY];
    random.nextBytes(key);
    return ByteBuffer.allocate(1 + Integer.BYTES + KEY).put((byte) 1).putInt(KEY).put(key).array();
  }
}
