package dev.mossspore.transport;

import dev.mossspore.crypto.Credentials;
import dev.mossspore.crypto.Identity;
import dev.mossspore.crypto.X25519KeyPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A node that only dials, over the real transports, on threads that many such nodes share. */
public final class LightNode implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Identity identity = Identity.generate(RANDOM);
  private final TcpTransport tcp;
  private final UdpTransport udp;

  /** The threads of all nodes; closing them ends what still runs there. */
  public static final class Threads implements AutoCloseable {
    private final EventLoops loops = EventLoops.start(1);
    private final HandshakeWorkers workers = new HandshakeWorkers(1);

    @Override
    public void close() {
      workers.close();
      loops.close();
    }
  }

  /** A node with a new identity. */
  public LightNode(Threads threads) {
    HandshakeContext handshakes =
        new HandshakeContext(
            Credentials.of(identity, "moss/1"),
            () -> X25519KeyPair.generate(RANDOM),
            threads.workers,
            threads.workers,
            new TransportCounters(),
            Duration.ofSeconds(5));
    this.tcp = new TcpTransport(threads.loops, handshakes, RANDOM, link -> {});
    this.udp = new UdpTransport(threads.loops, handshakes, RANDOM, () -> false, link -> {});
  }

  public Identity identity() {
    return identity;
  }

  /**
   * Dials by the handshake of strangers. Blocks to bind the UDP socket; called once.
   *
   * @param from where the UDP socket is bound
   */
  public CompletableFuture<Link> dial(Carrier carrier, InetSocketAddress target, InetAddress from) {
    if (carrier == Carrier.TCP) {
      return tcp.dial(target, null);
    }
    try {
      udp.bind(new InetSocketAddress(from, 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return udp.dial(target, null);
  }

  @Override
  public void close() {
    udp.close();
  }
}
