package dev.mossspore.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.EnumCounters;
import dev.mossspore.crypto.Credentials;
import dev.mossspore.crypto.Identity;
import dev.mossspore.crypto.X25519KeyPair;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What strangers can leave behind in the UDP machine. */
@Tag("unit")
class UdpResponderTest {
  private final EnumCounters<DatagramDrop> drops = new EnumCounters<>(DatagramDrop.class);
  private final List<InetSocketAddress> answered = new ArrayList<>();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final UdpEndpoint endpoint = endpoint();
  private final Forge forge = new Forge();

  @Test
  void toleratesClearPayloadBehindTheFirstMessage() {
    receive(from(1), forge.firstMessage(100));
    assertEquals(List.of(from(1)), answered);
    assertEquals(1, endpoint.handshakes());
  }

  @Test
  void keepsNoFirstMessageOfManyKilobytes() {
    receive(from(1), forge.firstMessage(60_000));
    assertEquals(List.of(), answered);
    assertEquals(0, endpoint.handshakes());
    assertEquals(1, drops.get(DatagramDrop.INIT_MALFORMED));
  }

  @Test
  void keepsTwoMebibytesOfDataThatComesTooEarly() {
    int kept = 0;
    for (int port = 1; port <= 10; port++) {
      receive(from(port), forge.firstMessage(0));
      for (int i = 0; i < 10; i++) {
        long before = drops.get(DatagramDrop.WAITING_FULL);
        receive(from(port), forge.data(60_000));
        kept += drops.get(DatagramDrop.WAITING_FULL) == before ? 1 : 0;
      }
    }
    assertTrue(kept >= 30 && kept <= 35, "kept " + kept + " of 60 kB");
  }

  private void receive(InetSocketAddress from, byte[] datagram) {
    endpoint.datagram(from, datagram);
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private UdpEndpoint endpoint() {
    Random random = new Random(1);
    HandshakeContext handshakes =
        new HandshakeContext(
            Credentials.of(Identity.generate(new SecureRandom()), "moss/1"),
            () -> X25519KeyPair.generate(new SecureRandom()),
            Runnable::run,
            Runnable::run,
            new TransportCounters(),
            Duration.ofSeconds(5));
    UdpContext context =
        new UdpContext(
            handshakes,
            new ObfuscationCodec(ObfuscationCodec.key("moss/1"), random),
            () -> false,
            (to, datagram) -> answered.add(to),
            tasks::add,
            () -> 0,
            new UdpTimers(),
            drops,
            link -> {});
    return new UdpEndpoint(context, random);
  }

  private static InetSocketAddress from(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
