package dev.mossspore.abuse;

import dev.mossspore.transport.Forge;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Map;

/**
 * 2,000 valid first messages a second over UDP, each from an address of its own, then silence. Five
 * seconds of half as many fill the table as well, and leave a busy machine some time for others.
 */
final class FirstMessages implements Attack {
  private static final int PER_SECOND = Siege.LONG ? 2000 : 1000;

  private final Forge forge = new Forge();

  @Override
  public long run(InetSocketAddress victim, Duration length) throws IOException {
    long sent = 0;
    for (Pace pace = new Pace(PER_SECOND, length); pace.next(); sent++) {
      try (DatagramChannel socket = DatagramChannel.open().bind(Sources.address(sent))) {
        socket.send(ByteBuffer.wrap(forge.firstMessage(0)), victim);
      }
    }
    return sent;
  }

  @Override
  public long refused(Map<String, Long> counted) {
    return Attack.sum(counted, "HANDSHAKE_EVICTED", "HANDSHAKE_EXPIRED", "WORKERS_BUSY");
  }
}
