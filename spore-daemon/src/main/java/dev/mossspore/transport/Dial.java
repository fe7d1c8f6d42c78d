package dev.mossspore.transport;

import dev.mossspore.base.HostPort;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One dial over whichever carrier gets through: TCP first, UDP beside it when TCP fails or takes
 * long.
 */
final class Dial {
  private static final long LONGEST_ALONE_MILLIS = 2000;

  private final TcpTransport tcp;
  private final UdpTransport udp;
  private final HostPort target;
  private final byte @Nullable [] remoteStatic;
  private final long tcpAloneMillis;
  private final CompletableFuture<Link> result = new CompletableFuture<>();
  private final AtomicBoolean udpStarted = new AtomicBoolean();
  private final AtomicInteger running = new AtomicInteger(2);

  /**
   * @param tcpAlone how long TCP has before UDP begins, at most two seconds
   */
  Dial(
      TcpTransport tcp,
      UdpTransport udp,
      HostPort target,
      byte @Nullable [] remoteStatic,
      Duration tcpAlone) {
    this.tcp = tcp;
    this.udp = udp;
    this.target = target;
    this.remoteStatic = remoteStatic;
    this.tcpAloneMillis = Math.min(tcpAlone.toMillis(), LONGEST_ALONE_MILLIS);
  }

  CompletableFuture<Link> start() {
    // The resolver blocks.
    Thread.ofVirtual().name("resolve").start(this::resolve);
    return result;
  }

  private void resolve() {
    try {
      InetAddress[] addresses = InetAddress.getAllByName(target.host());
      InetAddress v4 =
          Arrays.stream(addresses).filter(Inet4Address.class::isInstance).findFirst().orElse(null);
      connect(v4 == null ? addresses[0] : v4, v4);
    } catch (UnknownHostException e) {
      result.completeExceptionally(
          new DialException(DialException.Reason.CONNECT, "cannot resolve " + target.host()));
    }
  }

  private void connect(InetAddress forTcp, @Nullable InetAddress forUdp) {
    Runnable datagrams = () -> startUdp(forUdp);
    CompletableFuture.delayedExecutor(tcpAloneMillis, TimeUnit.MILLISECONDS, Runnable::run)
        .execute(datagrams);
    tcp.dial(new InetSocketAddress(forTcp, target.port()), remoteStatic)
        .whenComplete(
            (link, failure) -> {
              ended(link, failure);
              datagrams.run();
            });
  }

  private void startUdp(@Nullable InetAddress address) {
    if (!udpStarted.compareAndSet(false, true)) {
      return;
    }
    if (address == null || result.isDone()) {
      ended(null, new DialException(DialException.Reason.CONNECT, "no IPv4 address for UDP"));
    } else {
      udp.dial(new InetSocketAddress(address, target.port()), remoteStatic)
          .whenComplete(this::ended);
    }
  }

  private void ended(@Nullable Link link, @Nullable Throwable failure) {
    if (link != null) {
      result.complete(link);
    }
    if (running.decrementAndGet() == 0 && failure != null) {
      result.completeExceptionally(DialException.of(failure));
    }
  }
}
