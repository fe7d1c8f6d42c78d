package dev.mossspore.transport;

import dev.mossspore.crypto.Credentials;
import dev.mossspore.crypto.X25519KeyPair;
import java.security.SecureRandom;
import java.time.Duration;

/** Puts the parts of the transport together: event loops, handshake workers, TCP. Owns them. */
public final class Transport implements AutoCloseable {
  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(5);

  private final EventLoops loops;
  private final HandshakeWorkers workers;
  private final TransportCounters counters = new TransportCounters();
  private final TcpTransport tcp;

  /**
   * Starts the threads; nothing is bound yet.
   *
   * @param listener told of every confirmed link
   */
  public Transport(Credentials credentials, SecureRandom random, LinkListener listener) {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    this.loops = EventLoops.start(threads);
    this.workers = new HandshakeWorkers(threads);
    HandshakeContext handshakes =
        new HandshakeContext(
            credentials,
            () -> X25519KeyPair.generate(random),
            workers,
            counters,
            HANDSHAKE_TIMEOUT);
    this.tcp = new TcpTransport(loops, handshakes, listener);
  }

  public TcpTransport tcp() {
    return tcp;
  }

  public TransportCounters counters() {
    return counters;
  }

  @Override
  public void close() {
    tcp.close();
    // The workers hand their results to the loops, so they end first.
    workers.close();
    loops.close();
  }
}
