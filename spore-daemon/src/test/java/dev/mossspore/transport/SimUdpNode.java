package dev.mossspore.transport;

import dev.mossspore.base.EnumCounters;
import dev.mossspore.crypto.Credentials;
import dev.mossspore.crypto.Identity;
import dev.mossspore.crypto.X25519KeyPair;
import dev.mossspore.sim.SimNetwork;
import dev.mossspore.sim.VirtualTime;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The real UDP machine in the simulator: its loop and its workers are the virtual clock's events.
 */
public final class SimUdpNode {
  private static final long WORKER_NANOS = Duration.ofMillis(2).toNanos();

  private final VirtualTime time;
  private final UdpTimers timers = new UdpTimers();
  private final EnumCounters<DatagramDrop> drops = new EnumCounters<>(DatagramDrop.class);
  private final UdpEndpoint endpoint;

  /**
   * @param listener told of confirmed links
   */
  public SimUdpNode(
      VirtualTime time,
      SimNetwork network,
      RandomGenerator random,
      InetSocketAddress address,
      Identity identity,
      LinkListener listener) {
    this.time = time;
    HandshakeContext handshakes =
        new HandshakeContext(
            Credentials.of(identity, "moss/1"),
            () -> keyPair(random),
            task -> time.after(random.nextLong(WORKER_NANOS), task),
            task -> time.after(random.nextLong(WORKER_NANOS), task),
            new TransportCounters(),
            Duration.ofSeconds(5));
    UdpContext context =
        new UdpContext(
            handshakes,
            new ObfuscationCodec(ObfuscationCodec.key("moss/1"), random),
            () -> false,
            (to, datagram) -> network.send(address, to, datagram),
            task -> time.after(0, () -> input(task)),
            time,
            timers,
            drops,
            listener);
    this.endpoint = new UdpEndpoint(context, random);
    network.attach(address, (from, bytes) -> input(() -> endpoint().datagram(from, bytes)));
  }

  public CompletableFuture<Link> dial(InetSocketAddress target, byte @Nullable [] remoteStatic) {
    CompletableFuture<Link> result = new CompletableFuture<>();
    input(() -> endpoint.dial(target, remoteStatic, result));
    return result;
  }

  /** Draws a key pair from the simulation's seed. */
  public static X25519KeyPair keyPair(RandomGenerator random) {
    byte[] key = new byte[X25519KeyPair.LENGTH];
    random.nextBytes(key);
    return X25519KeyPair.ofPrivate(key);
  }

  private UdpEndpoint endpoint() {
    return endpoint;
  }

  private void input(Runnable action) {
    action.run();
    long next = timers.next();
    if (next != UdpTimers.NEVER) {
      time.after(next - time.nanos(), () -> tick(next));
    }
  }

  /** Several alarms may stand for one timer; those that come too late find nothing to do. */
  private void tick(long due) {
    if (timers.next() == due) {
      input(() -> timers.run(time.nanos()));
    }
  }
}
