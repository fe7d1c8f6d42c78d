package dev.mossspore.abuse;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * 300 addresses that each send the first message of a handshake over TCP, one byte a second; every
 * second one has announced the longest frame there is, and sent all of it but the end.
 */
final class SlowLoris implements Attack {
  private static final int SOURCES = 300;
  private static final int KEY = 32;
  private static final int LONGEST = 4096;
  private static final int MISSING = 100;

  @Override
  public long run(InetSocketAddress victim, Duration length) throws IOException {
    byte[] message = start(KEY, KEY);
    byte[] stuffed = start(LONGEST, LONGEST - MISSING);
    List<Intruder> intruders = new ArrayList<>();
    int[] sent = new int[SOURCES];
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
          connections++;
          sent[i] = 0;
          if (i % 2 == 0) {
            intruder.send(stuffed);
          }
        }
        intruder.send(new byte[] {message[sent[i]++ % message.length]});
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
    return Attack.sum(counted, "EVICTED", "TIMED_OUT", "HUNG_UP");
  }

  private static byte[] start(int length, int body) {
    return ByteBuffer.allocate(1 + Integer.BYTES + body).put((byte) 1).putInt(length).array();
  }
}
