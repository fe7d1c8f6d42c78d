package dev.mossspore.mesh;

import dev.mossspore.base.PeerId;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.Link;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The connected peers, one session each, at most {@code maxPeers} (chapter 03 section 6). Full: the
 * newcomer is refused. Confined to the mesh loop.
 */
final class PeerTable {
  private final PeerId self;
  private int maxPeers;
  private final Map<PeerId, Peer> peers = new TreeMap<>();

  PeerTable(PeerId self, int maxPeers) {
    this.self = self;
    this.maxPeers = maxPeers;
  }

  /** Holds at most so many from now on; who is in it stays. */
  void limit(int peers) {
    maxPeers = peers;
  }

  /** What becomes of a new link. */
  sealed interface Admission {}

  /**
   * The link is in the table.
   *
   * @param replaced the session it took the place of, to be closed; null if the peer is new
   */
  record Admitted(Peer peer, @Nullable Peer replaced) implements Admission {}

  /** The link is to be closed. */
  record Refused(CloseReason reason) implements Admission {}

  Admission admit(Link link, long now) {
    PeerId id = link.remoteId();
    if (id.equals(self)) {
      return new Refused(CloseReason.SELF);
    }
    Peer existing = peers.get(id);
    if (existing != null && !replaces(existing, link)) {
      return new Refused(CloseReason.DUPLICATE);
    }
    if (existing == null && peers.size() >= maxPeers) {
      return new Refused(CloseReason.PEER_LIMIT);
    }
    Peer peer = new Peer(link, existing == null ? new PeerSlot(link) : existing.slot(), now);
    peer.slot().occupy(link);
    peers.put(id, peer);
    return new Admitted(peer, existing);
  }

  /** Removes the peer only if this very session is the one that holds its place. */
  boolean remove(Peer peer) {
    boolean held = peers.remove(peer.id(), peer);
    if (held) {
      peer.slot().vacate();
    }
    return held;
  }

  /** How many more peers there may be; negative after the limit was lowered. */
  int room() {
    return maxPeers - peers.size();
  }

  /** Whether this very session holds its peer's place. */
  boolean holds(Peer peer) {
    return peers.get(peer.id()) == peer;
  }

  Optional<Peer> find(PeerId id) {
    return Optional.ofNullable(peers.get(id));
  }

  /** Whether there is a session with the peer. */
  boolean holds(PeerId id) {
    return peers.containsKey(id);
  }

  /** The peers, ordered by id. */
  Collection<Peer> peers() {
    return Collections.unmodifiableCollection(peers.values());
  }

  /** Empties the table and returns what was in it. */
  Collection<Peer> clear() {
    Collection<Peer> all = new ArrayList<>(peers.values());
    peers.clear();
    all.forEach(peer -> peer.slot().vacate());
    return all;
  }

  private boolean replaces(Peer existing, Link newcomer) {
    return DuplicateRule.replaces(
        self,
        existing.id(),
        session(existing.link()),
        existing.keepalive().misses(),
        session(newcomer));
  }

  private static DuplicateRule.Session session(Link link) {
    return new DuplicateRule.Session(link.carrier().stream(), link.outbound());
  }
}
