package dev.mossspore.app;

import dev.mossspore.testing.HonestPeer;
import dev.mossspore.testing.Hosts;
import dev.mossspore.transport.Carrier;
import dev.mossspore.transport.LightNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Peers of one node, half of them over UDP, that stay, ping once a second as deployed ones do and
 * announce themselves every ten; beside them a stranger a second comes over TCP and goes.
 */
final class SoakCrowd implements AutoCloseable {
  private static final long ANNOUNCE_SECONDS = 10;
  private static final long VISIT_SECONDS = 5;

  /** Fewer than one address may have handshakes at a time. */
  private static final int AT_ONCE = 20;

  private final InetSocketAddress node;
  private final InetAddress from;
  private final LightNode.Threads threads = new LightNode.Threads();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final List<HonestPeer> peers = new ArrayList<>();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong missed = new AtomicLong();
  private final AtomicLong visits = new AtomicLong();

  /** Returns when all are connected. */
  SoakCrowd(InetSocketAddress node, int size) {
    this.node = node;
    this.from = Hosts.towards(node);
    while (peers.size() < size) {
      List<CompletableFuture<Duration>> arrivals = new ArrayList<>();
      for (int i = 0; i < AT_ONCE && peers.size() < size; i++) {
        HonestPeer peer = new HonestPeer(threads);
        Carrier carrier = peers.size() % 2 == 0 ? Carrier.TCP : Carrier.UDP;
        peers.add(peer);
        arrivals.add(peer.connect(carrier, node, from));
      }
      arrivals.forEach(CompletableFuture::join);
    }
    for (int i = 0; i < size; i++) {
      HonestPeer peer = peers.get(i);
      String address = from.getHostAddress() + ":" + (20_000 + i);
      long offset = TimeUnit.SECONDS.toMillis(i) / size;
      clock.scheduleAtFixedRate(() -> ping(peer), offset, 1000, TimeUnit.MILLISECONDS);
      clock.scheduleAtFixedRate(
          () -> peer.announce(address), 0, ANNOUNCE_SECONDS, TimeUnit.SECONDS);
    }
    clock.scheduleAtFixedRate(this::visit, 1, 1, TimeUnit.SECONDS);
  }

  /** Runs the action every so often. */
  void every(Duration period, Runnable action) {
    clock.scheduleAtFixedRate(action, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  long answered() {
    return answered.get();
  }

  /** Pings without an answer within five seconds. */
  long missed() {
    return missed.get();
  }

  /** Strangers that were let in. */
  long visits() {
    return visits.get();
  }

  /** How many of those that stay have lost their session. */
  long lost() {
    return peers.stream().filter(HonestPeer::ended).count();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    peers.forEach(HonestPeer::close);
    threads.close();
  }

  private void ping(HonestPeer peer) {
    peer.ping()
        .whenComplete((pong, failure) -> (failure == null ? answered : missed).incrementAndGet());
  }

  private void visit() {
    HonestPeer stranger = new HonestPeer(threads);
    stranger
        .connect(Carrier.TCP, node, from)
        .thenRun(
            () -> {
              visits.incrementAndGet();
              clock.schedule(stranger::close, VISIT_SECONDS, TimeUnit.SECONDS);
            });
  }
}
