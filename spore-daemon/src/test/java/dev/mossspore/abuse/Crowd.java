package dev.mossspore.abuse;

import dev.mossspore.base.PeerId;
import dev.mossspore.transport.Carrier;
import dev.mossspore.transport.LightNode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The honest: ten sessions over each carrier that ping once a second all the time, and, while the
 * prober runs, eight newcomers a second over UDP and two over TCP, each with an identity of its
 * own.
 */
final class Crowd implements AutoCloseable {
  private static final int SESSIONS = 20;
  private static final long PROBE_MILLIS = 100;
  private static final int PROBES_PER_TCP = 5;
  private static final int REHEARSALS = 300;
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final InetSocketAddress victim;
  private final LightNode.Threads threads = new LightNode.Threads();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Set<PeerId> ids = ConcurrentHashMap.newKeySet();
  private final List<HonestPeer> sessions = new ArrayList<>();
  private final Queue<HonestPeer> visitors = new ConcurrentLinkedQueue<>();
  private final Tally pings = new Tally();
  private final Map<Carrier, Tally> admissions = new EnumMap<>(Carrier.class);
  private long probes;

  Crowd(InetSocketAddress victim) {
    this.victim = victim;
    for (Carrier carrier : Carrier.values()) {
      admissions.put(carrier, new Tally());
    }
    for (int i = 0; i < SESSIONS; i++) {
      HonestPeer peer = peer();
      sessions.add(peer);
      peer.connect(i % 2 == 0 ? Carrier.TCP : Carrier.UDP, victim).join();
      long offset = TimeUnit.SECONDS.toMillis(i) / SESSIONS;
      clock.scheduleAtFixedRate(
          () -> pings.follow(peer.ping()), offset, 1000, TimeUnit.MILLISECONDS);
    }
  }

  /** All that have ever been here. */
  Set<PeerId> ids() {
    return ids;
  }

  Tally pings() {
    return pings;
  }

  Tally admissions(Carrier carrier) {
    return admissions.getOrDefault(carrier, new Tally());
  }

  /** Lets a few hundred newcomers in, one after another. */
  void rehearse() {
    for (int i = 0; i < REHEARSALS; i++) {
      HonestPeer peer = peer();
      // They stay: over UDP nobody comes back at once from the port of one who left.
      visitors.add(peer);
      peer.connect(i % 2 == 0 ? Carrier.TCP : Carrier.UDP, victim).join();
    }
  }

  /**
   * Sends newcomers until the end of the returned action.
   *
   * @param alongside done with every newcomer
   */
  Runnable probe(Runnable alongside) {
    Future<?> probing =
        clock.scheduleAtFixedRate(
            () -> {
              visit();
              alongside.run();
            },
            PROBE_MILLIS,
            PROBE_MILLIS,
            TimeUnit.MILLISECONDS);
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
    Carrier carrier = probes++ % PROBES_PER_TCP == 0 ? Carrier.TCP : Carrier.UDP;
    HonestPeer peer = peer();
    visitors.add(peer);
    admissions(carrier)
        .follow(peer.connect(carrier, victim).orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
  }

  private HonestPeer peer() {
    HonestPeer peer = new HonestPeer(threads);
    ids.add(peer.id());
    return peer;
  }
}
