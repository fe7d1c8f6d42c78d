package dev.mossspore.mesh;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * The dials that have not ended: one for each address and each peer, 64 in all (chapter 04 section
 * 9.5). An attempt lasts longer than the shortest wait between two, so without these marks a peer
 * would be dialled twice at a time. Confined to the mesh loop.
 */
final class DialsInFlight {
  private static final int MAX_DIALS = 64;

  private final Set<HostPort> addresses = new HashSet<>();
  private final Set<PeerId> peers = new HashSet<>();
  private final LongAdder deferred;

  DialsInFlight(DialCounters counters) {
    this.deferred = counters.deferred();
  }

  /** How many of the wanted dials may begin; the others are counted and wait for the next tick. */
  int grant(int wanted) {
    int granted = Math.min(wanted, MAX_DIALS - addresses.size());
    deferred.add(wanted - granted);
    return granted;
  }

  int size() {
    return addresses.size();
  }

  boolean dialling(HostPort address) {
    return addresses.contains(address);
  }

  boolean dialling(PeerId peer) {
    return peers.contains(peer);
  }

  /** Marks a dial to whoever answers at the address; false if one is in flight. */
  boolean begin(HostPort address) {
    return addresses.add(address);
  }

  /** Marks a dial to a peer at an address; false if one to either is in flight. */
  boolean begin(PeerId peer, HostPort address) {
    if (dialling(peer) || !begin(address)) {
      return false;
    }
    return peers.add(peer);
  }

  void ended(HostPort address) {
    addresses.remove(address);
  }

  void ended(PeerId peer, HostPort address) {
    peers.remove(peer);
    ended(address);
  }
}
