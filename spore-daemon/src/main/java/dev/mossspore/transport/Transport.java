package dev.mossspore.transport;

import dev.mossspore.base.HostPort;
import dev.mossspore.crypto.Credentials;
import dev.mossspore.crypto.X25519KeyPair;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of the transport together: event loops, handshake workers, TCP and UDP on one
 * port. Owns them.
 */
public final class Transport implements AutoCloseable {
  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(5);
  private static final int PORT_ATTEMPTS = 8;
  private static final long ATTEMPT_PAUSE = Duration.ofMillis(5).toNanos();

  private final EventLoops loops;
  private final HandshakeWorkers workers;
  private final HandshakeWorkers firstMessages;
  private final TransportCounters counters = new TransportCounters();
  private final HandshakeContext handshakes;
  private final LinkListener listener;
  private final SecureRandom random;
  private volatile boolean padData;
  private final TcpTransport tcp;
  private UdpTransport udp;

  /**
   * Starts the threads; nothing is bound yet.
   *
   * @param padData whether data datagrams are padded like those of handshakes
   * @param listener told of every confirmed link
   */
  public Transport(
      Credentials credentials, SecureRandom random, boolean padData, LinkListener listener) {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    this.loops = EventLoops.start(threads);
    this.workers = new HandshakeWorkers(threads);
    this.firstMessages = new HandshakeWorkers(threads);
    this.random = random;
    this.padData = padData;
    this.listener = listener;
    this.handshakes =
        new HandshakeContext(
            credentials,
            () -> X25519KeyPair.generate(random),
            workers,
            firstMessages,
            counters,
            HANDSHAKE_TIMEOUT);
    this.tcp = new TcpTransport(loops, handshakes, random, listener);
    this.udp = newUdp();
  }

  /**
   * Where the node listens.
   *
   * @param port of UDP, and of TCP where it listens
   * @param tcp false if only UDP could be bound
   */
  public record Listening(int port, boolean tcp) {}

  /**
   * Binds UDP, which is required, and TCP on the same port, which is not (chapter 02 section 8).
   * Port 0 tries up to eight numbers until both are free. Called once; blocks.
   *
   * @throws IOException if UDP cannot be bound
   */
  public Listening listen(InetAddress host, int port) throws IOException {
    return listen(host, host, port);
  }

  /** The same where TCP is to be bound to another address than UDP. */
  public Listening listen(InetAddress host, InetAddress tcpHost, int port) throws IOException {
    int attempts = port == 0 ? PORT_ATTEMPTS : 1;
    for (int attempt = 1; ; attempt++) {
      int bound = udp.bind(new InetSocketAddress(host, port));
      try {
        tcp.listen(new InetSocketAddress(tcpHost, bound));
        return new Listening(bound, true);
      } catch (IOException e) {
        if (attempt >= attempts) {
          return new Listening(bound, false);
        }
        udp.close();
        udp = newUdp();
        LockSupport.parkNanos(attempt * ATTEMPT_PAUSE);
      }
    }
  }

  /**
   * Dials over TCP, and over UDP too if that has led to nothing after a while: some networks let
   * only one of them through. Never blocks.
   *
   * @param target a name is resolved, to IPv4 for UDP
   * @param remoteStatic the target's static key of 32 bytes, or null
   * @param tcpAlone how long TCP has before UDP begins, at most two seconds
   * @return the first link, which is also reported to the listener; fails with a {@link
   *     DialException} when neither came
   */
  public CompletableFuture<Link> dial(
      HostPort target, byte @Nullable [] remoteStatic, Duration tcpAlone) {
    return new Dial(tcp, udp, target, remoteStatic, tcpAlone).start();
  }

  /** The handshake workers, for other signature checks; rejects when it has too much to do. */
  public Executor verifier() {
    return workers;
  }

  /** Whether sessions over UDP that begin from now on pad their data. Any thread. */
  public void padData(boolean pad) {
    padData = pad;
  }

  public TcpTransport tcp() {
    return tcp;
  }

  public UdpTransport udp() {
    return udp;
  }

  public TransportCounters counters() {
    return counters;
  }

  /** Whether the sockets that were bound still listen. Any thread. */
  public boolean listening() {
    return udp.listening() && tcp.listening();
  }

  /** Bulk that waits on all links together, in bytes. Any thread. */
  public long waitingForwards() {
    return tcp.waitingForwards() + udp.waitingForwards();
  }

  @Override
  public void close() {
    tcp.close();
    udp.close();
    // The workers hand their results to the loops, so they end first.
    workers.close();
    firstMessages.close();
    loops.close();
  }

  private UdpTransport newUdp() {
    return new UdpTransport(loops, handshakes, random, () -> padData, listener);
  }
}
