package dev.mossspore.abuse;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** 2,000 datagrams of random bytes a second from 50 addresses; one in a hundred is very long. */
final class RandomDatagrams implements Attack {
  private static final int PER_SECOND = 2000;
  private static final int SOURCES = 50;
  private static final int SHORT = 1400;
  private static final int LONG = 60_000;

  private final SplittableRandom random = new SplittableRandom(1);

  @Override
  public long run(InetSocketAddress victim, Duration length) throws IOException {
    List<DatagramChannel> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < SOURCES; i++) {
        sockets.add(DatagramChannel.open().bind(Sources.address(i)));
      }
      long sent = 0;
      for (Pace pace = new Pace(PER_SECOND, length); pace.next(); sent++) {
        byte[] bytes = new byte[random.nextInt(random.nextInt(100) == 0 ? LONG : SHORT)];
        random.nextBytes(bytes);
        sockets.get(random.nextInt(SOURCES)).send(ByteBuffer.wrap(bytes), victim);
      }
      return sent;
    } finally {
      for (DatagramChannel socket : sockets) {
        socket.close();
      }
    }
  }

  @Override
  public long refused(Map<String, Long> counted) {
    return Attack.sum(counted, "NOT_OURS");
  }
}
