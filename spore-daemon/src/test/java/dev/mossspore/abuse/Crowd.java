package dev.mossspore.abuse;

import dev.mossspore.testing.HonestPeer;
import dev.mossspore.transport.Carrier;
import dev.mossspore.transport.LightNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The honest: ten sessions over each carrier that ping once a second all the time, and, while the
 * prober runs, five newcomers a second over each, every one with an identity of its own. Visitors
 * stay as long as the crowd does and each crowd has an address of its own, since over UDP nobody
 * can come at once from the port of one who left.
 */
final class Crowd implements AutoCloseable {
  private static final int SESSIONS = 20;
  private static final long PROBE_MILLIS = 100;
  private static final List<Carrier> CARRIERS = List.of(Carrier.values());
  private static final int WAVES = 15;

  /** No more handshakes than one address may have at a time. */
  private static final int WAVE = 30;

  /** Few, because those are not gone as soon as they leave. */
  private static final int PER_UDP = 10;

  private static final int SHORTEST = 128;
  private static final int LONGEST = 512 << 10;
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static final AtomicInteger CROWDS = new AtomicInteger();

  private final InetSocketAddress victim;
  private final InetAddress home = Sources.home(CROWDS.incrementAndGet());
  private final LightNode.Threads threads = new LightNode.Threads();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Set<String> ids;
  private final List<HonestPeer> sessions = new ArrayList<>();
  private final Queue<HonestPeer> visitors = new ConcurrentLinkedQueue<>();
  private final Tally pings = new Tally();
  private final Map<Carrier, Tally> admissions = new EnumMap<>(Carrier.class);
  private int probes;

  /**
   * @param ids of the honest so far; those of this crowd are added
   */
  Crowd(InetSocketAddress victim, Set<String> ids) {
    this.victim = victim;
    this.ids = ids;
    for (Carrier carrier : CARRIERS) {
      admissions.put(carrier, new Tally());
    }
    for (int i = 0; i < SESSIONS; i++) {
      HonestPeer peer = peer();
      sessions.add(peer);
      peer.connect(i % 2 == 0 ? Carrier.TCP : Carrier.UDP, victim, home).join();
      long offset = TimeUnit.SECONDS.toMillis(i) / SESSIONS;
      clock.scheduleAtFixedRate(
          () -> pings.follow(peer.ping()), offset, 1000, TimeUnit.MILLISECONDS);
    }
  }

  Tally pings() {
    return pings;
  }

  Tally admissions(Carrier carrier) {
    return admissions.getOrDefault(carrier, new Tally());
  }

  /**
   * Lets the victim see everything once that honest peers do: packets of every length, and a few
   * hundred newcomers, many at a time.
   */
  void rehearse() {
    for (int length = SHORTEST; length <= LONGEST; length *= 2) {
      List<CompletableFuture<Duration>> pings = new ArrayList<>();
      for (HonestPeer peer : sessions) {
        if (peer.carries(length)) {
          pings.add(peer.ping(length));
        }
      }
      pings.forEach(CompletableFuture::join);
    }
    for (int wave = 0; wave < WAVES; wave++) {
      List<CompletableFuture<Duration>> arrivals = new ArrayList<>();
      for (int i = 0; i < WAVE; i++) {
        HonestPeer peer = peer();
        visitors.add(peer);
        arrivals.add(peer.connect(i % PER_UDP == 0 ? Carrier.UDP : Carrier.TCP, victim, home));
      }
      arrivals.forEach(CompletableFuture::join);
    }
  }

  /** Sends newcomers until the end of the returned action. */
  Runnable probe() {
    Future<?> probing =
        clock.scheduleAtFixedRate(this::visit, PROBE_MILLIS, PROBE_MILLIS, TimeUnit.MILLISECONDS);
    // On the clock's own thread, so that none is on its way afterwards.
    return () -> CompletableFuture.runAsync(() -> probing.cancel(false), clock).join();
  }

  /** Whether every newcomer has been let in or has failed. */
  boolean arrived() {
    return admissions.values().stream().allMatch(Tally::settled);
  }

  /** Lets the established sessions ping no more. */
  void rest() {
    clock.shutdown();
  }

  /** Lets the newcomers go. */
  void dismiss() {
    for (HonestPeer peer = visitors.poll(); peer != null; peer = visitors.poll()) {
      peer.close();
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    dismiss();
    sessions.forEach(HonestPeer::close);
    threads.close();
  }

  private void visit() {
    Carrier carrier = CARRIERS.get(probes++ % CARRIERS.size());
    HonestPeer peer = peer();
    visitors.add(peer);
    admissions(carrier)
        .follow(
            peer.connect(carrier, victim, home).orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
  }

  private HonestPeer peer() {
    HonestPeer peer = new HonestPeer(threads);
    ids.add(peer.id().hex());
    return peer;
  }
}
