package dev.mossspore.app;

import dev.mossspore.base.Log;
import dev.mossspore.config.Key;
import dev.mossspore.config.Keys;
import dev.mossspore.config.SporeConfig;
import dev.mossspore.discovery.lan.LanBeacon;
import dev.mossspore.discovery.lan.LanDiscovery;
import dev.mossspore.discovery.tracker.TrackerCounters;
import dev.mossspore.discovery.tracker.TrackerSettings;
import dev.mossspore.discovery.tracker.TrackerUse;
import dev.mossspore.discovery.tracker.Trackers;
import dev.mossspore.mesh.Mesh;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Finds peers with nobody's help, through trackers and on the networks of this host, and hands them
 * to the mesh. One thread at a time.
 */
final class PeerSearch implements AutoCloseable {
  /** What this part obeys while it runs. */
  static final Key<?>[] KEYS = {
    Keys.TRACKERS, Keys.ANNOUNCE_INTERVAL, Keys.BOOTSTRAP_TIMEOUT, Keys.LAN_DISCOVERY
  };

  private static final Log LOG = Log.of("discovery");

  private final Mesh mesh;
  private final Supplier<LanBeacon> beacon;
  private final Trackers trackers;
  private @Nullable LanDiscovery lan;

  /**
   * Looks for nobody yet.
   *
   * @param beacon what this node says of itself on the LAN at this moment
   */
  PeerSearch(
      String networkId,
      Mesh mesh,
      TrackerUse use,
      Supplier<LanBeacon> beacon,
      RandomGenerator random) {
    this.mesh = mesh;
    this.beacon = beacon;
    this.trackers = new Trackers(networkId, use, System::nanoTime, random);
  }

  /** Looks for peers as the operator wants it from now on. */
  void configure(SporeConfig.Discovery wanted) {
    LOG.info("looking for peers", "trackers", wanted.trackers().size(), "lan", wanted.lan());
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

  TrackerCounters counters() {
    return trackers.counters();
  }

  /** Takes a second at most, in which trackers are told. */
  @Override
  public void close() {
    closeLan();
    trackers.close();
  }

  private void closeLan() {
    LanDiscovery running = lan;
    if (running != null) {
      running.close();
      lan = null;
    }
  }
}
