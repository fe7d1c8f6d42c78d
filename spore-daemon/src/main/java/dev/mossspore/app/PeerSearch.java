package dev.mossspore.app;

import dev.mossspore.base.Log;
import dev.mossspore.config.Key;
import dev.mossspore.config.Keys;
import dev.mossspore.config.SporeConfig;
import dev.mossspore.discovery.lan.LanBeacon;
import dev.mossspore.discovery.lan.LanDiscovery;
import dev.mossspore.discovery.tracker.RoundResult;
import dev.mossspore.discovery.tracker.TrackerCounters;
import dev.mossspore.discovery.tracker.TrackerSettings;
import dev.mossspore.discovery.tracker.TrackerUse;
import dev.mossspore.discovery.tracker.Trackers;
import dev.mossspore.event.EventSink;
import dev.mossspore.mesh.Mesh;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Finds peers with nobody's help, through trackers and on the networks of this host, and hands them
 * to the mesh. Any thread.
 */
final class PeerSearch implements AutoCloseable {
  /** What this part obeys while it runs. */
  static final Key<?>[] KEYS = {
    Keys.TRACKERS, Keys.ANNOUNCE_INTERVAL, Keys.BOOTSTRAP_TIMEOUT, Keys.LAN_DISCOVERY
  };

  private static final Log LOG = Log.of("discovery");

  /** Holds until the first round of asking trackers has ended, well or not (07 section 8.3). */
  private static final String BOOTSTRAPPING = "bootstrapping";

  private final Mesh mesh;
  private final Supplier<LanBeacon> beacon;
  private final Conditions unready;
  private final Runnable afterRound;
  private final Trackers trackers;
  private @Nullable LanDiscovery lan;
  private boolean hidden;
  private boolean bootstrapped;
  private volatile @Nullable Instant lastAnswer;

  /**
   * Looks for nobody yet.
   *
   * @param announcePort at which peers reach this node now
   * @param beacon what this node says of itself on the LAN at this moment
   * @param unready what keeps the node from being ready
   * @param afterRound run after each round of asking trackers; must not block
   */
  PeerSearch(
      String networkId,
      Mesh mesh,
      IntSupplier announcePort,
      EventSink events,
      Supplier<LanBeacon> beacon,
      Conditions unready,
      Runnable afterRound,
      RandomGenerator random) {
    this.mesh = mesh;
    this.beacon = beacon;
    this.unready = unready;
    this.afterRound = afterRound;
    TrackerUse use =
        new TrackerUse(
            announcePort,
            () -> mesh.status().peers().size(),
            mesh::offerSeeds,
            events,
            this::roundEnded);
    this.trackers = new Trackers(networkId, use, System::nanoTime, random);
  }

  /** Looks for peers as the operator wants it from now on. */
  synchronized void configure(SporeConfig.Discovery wanted) {
    if (hidden) {
      return;
    }
    LOG.info("looking for peers", "trackers", wanted.trackers().size(), "lan", wanted.lan());
    if (wanted.trackers().isEmpty()) {
      bootstrapped = true;
    }
    unready.set(BOOTSTRAPPING, !bootstrapped);
    trackers.configure(
        new TrackerSettings(
            wanted.trackers(), wanted.announceInterval(), wanted.bootstrapTimeout()));
    if (!wanted.lan()) {
      closeLan();
    } else if (lan == null) {
      lan =
          LanDiscovery.start(beacon, LocalInterfaces::segments, mesh::heardOnLan, System::nanoTime);
    }
  }

  /** Tells trackers that the node goes, and lets nobody find it from now on. */
  synchronized void hide() {
    hidden = true;
    unready.set(BOOTSTRAPPING, false);
    trackers.configure(new TrackerSettings(List.of(), Duration.ZERO, Duration.ZERO));
    closeLan();
  }

  TrackerCounters counters() {
    return trackers.counters();
  }

  /** When a tracker last took an announce; null if none has. */
  @Nullable Instant lastAnswer() {
    return lastAnswer;
  }

  /** Takes a second at most, in which trackers are told. */
  @Override
  public void close() {
    closeLan();
    // Without the lock, which the trackers' thread may be waiting for.
    trackers.close();
  }

  private synchronized void roundEnded(RoundResult result) {
    bootstrapped = true;
    unready.set(BOOTSTRAPPING, false);
    if (result instanceof RoundResult.Found) {
      lastAnswer = Instant.now();
    }
    afterRound.run();
  }

  private synchronized void closeLan() {
    LanDiscovery running = lan;
    if (running != null) {
      running.close();
      lan = null;
    }
  }
}
