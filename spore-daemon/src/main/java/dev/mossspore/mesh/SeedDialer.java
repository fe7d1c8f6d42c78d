package dev.mossspore.mesh;

import dev.mossspore.base.HostPort;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Dials addresses of nobody in particular, where a first peer may be found (chapter 04 sections 8
 * and 12.6), two at a time. Confined to the mesh loop.
 */
final class SeedDialer {
  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(5);
  private static final int DIALS_PER_TICK = 2;

  private final PeerTable table;
  private final MeshEnvironment environment;
  private final SeedTable seeds;

  SeedDialer(
      PeerTable table, MeshEnvironment environment, DialsInFlight inFlight, DialCounters counters) {
    this.table = table;
    this.environment = environment;
    this.seeds = new SeedTable(HANDSHAKE_TIMEOUT, environment.random(), inFlight, counters);
  }

  void offer(Collection<HostPort> addresses, long now) {
    addresses.forEach(address -> seeds.offer(address, now));
  }

  int size() {
    return seeds.size();
  }

  boolean holds(HostPort address) {
    return seeds.holds(address);
  }

  /** The address is our own. */
  void remove(HostPort address) {
    seeds.remove(address);
  }

  /**
   * Dials who is due. To be called about once a second.
   *
   * @param ownAddress what this node announces, and does not dial
   */
  void tick(String ownAddress, long now) {
    if (table.room() <= 0) {
      return;
    }
    Set<HostPort> skip = new HashSet<>();
    skip.add(HostPort.parse(ownAddress));
    table.peers().forEach(peer -> skip.add(peer.link().remoteAddress()));
    for (HostPort seed : seeds.select(Math.min(DIALS_PER_TICK, table.room()), skip, now)) {
      environment
          .dialer()
          .dial(seed, null)
          .whenComplete(
              (link, failure) -> environment.loop().execute(() -> ended(seed, failure == null)));
    }
  }

  private void ended(HostPort seed, boolean connected) {
    seeds.ended(seed, connected, environment.ticker().nanos());
  }
}
