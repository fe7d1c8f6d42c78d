package dev.mossspore.discovery;

import dev.mossspore.base.PeerId;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of peers, at most 4096 (chapter 04 section 9.5). Full: the longest unseen entry
 * goes, unverified before verified, but none that is connected or pinned; everything kept about the
 * peer goes with it. A connected peer always gets an entry. Confined to the mesh loop.
 */
public final class KnownPeers {
  static final int CAPACITY = 4096;

  /** Most unverified peers in the directory that one peer told of first. */
  static final int TOLD_BY_ONE = 256;

  private static final long BEACON_LIFETIME = Duration.ofMinutes(10).toNanos();

  private final Predicate<PeerId> pinned;
  // Either in the order in which the entries were last seen.
  private final SequencedMap<PeerId, KnownPeer> unverified = new LinkedHashMap<>();
  private final SequencedMap<PeerId, KnownPeer> verified = new LinkedHashMap<>();
  private final Map<PeerId, Integer> told = new HashMap<>();
  private final LongAdder evicted = new LongAdder();
  private final LongAdder neighboursRefused = new LongAdder();
  private long changes;

  /**
   * @param pinned whether a peer stays whatever happens: static peers and explicit targets
   */
  public KnownPeers(Predicate<PeerId> pinned) {
    this.pinned = pinned;
  }

  public Optional<KnownPeer> find(PeerId id) {
    return Optional.ofNullable(get(id));
  }

  /** All entries at this moment, in no order. */
  public List<KnownPeer> all() {
    return Stream.concat(unverified.values().stream(), verified.values().stream()).toList();
  }

  public int size() {
    return unverified.size() + verified.size();
  }

  /** Grows whenever an entry is seen, changes, or goes. */
  public long changes() {
    return changes;
  }

  /** Entries that had to make room. Any thread. */
  public long evicted() {
    return evicted.sum();
  }

  /** A direct session with the peer was registered (chapter 03 section 6.1, step 6). */
  public KnownPeer opened(PeerId id, OpenedSession session, long now) {
    KnownPeer peer = get(id);
    if (peer == null) {
      makeRoom();
      peer = new KnownPeer(id, null);
    }
    peer.opened(session, now);
    file(peer);
    return peer;
  }

  /** The peer's direct session was removed (chapter 03 section 6.5, step 4). */
  public void closed(PeerId id, long now) {
    KnownPeer peer = get(id);
    if (peer != null) {
      peer.closed(now);
      file(peer);
    }
  }

  /**
   * Forgets peers.
   *
   * @param which of those that are neither connected nor pinned
   * @return whom it forgot
   */
  public List<PeerId> forget(Predicate<KnownPeer> which) {
    List<PeerId> gone =
        all().stream()
            .filter(peer -> !peer.direct() && !pinned.test(peer.id()) && which.test(peer))
            .map(KnownPeer::id)
            .toList();
    gone.forEach(this::remove);
    return gone;
  }

  /** Whether the sender may tell of the subject: always if it is known, else not of too many. */
  boolean allows(ReceivedAnnouncement news) {
    return news.self()
        || get(news.subject()) != null
        || told.getOrDefault(news.sender().id(), 0) < TOLD_BY_ONE;
  }

  /** The subject's entry, or a new one; empty if no other can go for it. */
  Optional<KnownPeer> entry(ReceivedAnnouncement news) {
    KnownPeer peer = get(news.subject());
    if (peer != null) {
      return Optional.of(peer);
    }
    PeerId toldBy = news.self() ? null : news.sender().id();
    return makeRoom() ? Optional.of(new KnownPeer(news.subject(), toldBy)) : Optional.empty();
  }

  /** Takes what is now believed into the entry; answers whether it counts as changed. */
  boolean announced(KnownPeer peer, ReceivedAnnouncement news, PeerFacts after, long now) {
    boolean changed = peer.announced(news, after, now);
    if (changed) {
      file(peer);
    }
    return changed;
  }

  /**
   * A beacon of the peer was heard on a network of ours (chapter 04 sections 5 and 9.3).
   *
   * @param limit most peers known from beacons alone
   * @return its entry, or empty if there is no room for a new one
   */
  public Optional<KnownPeer> heardOnLan(
      PeerId id, String addr, Capabilities told, int limit, long now) {
    KnownPeer peer = get(id);
    if (peer == null) {
      expireBeacons(now);
      long invented =
          unverified.values().stream().filter(known -> known.facts().onlyFromBeacons()).count();
      if (invented >= limit || !makeRoom()) {
        neighboursRefused.increment();
        return Optional.empty();
      }
      peer = new KnownPeer(id, null);
    }
    peer.heardOnLan(addr, told, now);
    file(peer);
    return Optional.of(peer);
  }

  /** Beacons of new peers that found no room. Any thread. */
  public long neighboursRefused() {
    return neighboursRefused.sum();
  }

  private void expireBeacons(long now) {
    forget(peer -> peer.facts().onlyFromBeacons() && now - peer.lastSeen() > BEACON_LIFETIME);
  }

  private @Nullable KnownPeer get(PeerId id) {
    KnownPeer peer = unverified.get(id);
    return peer != null ? peer : verified.get(id);
  }

  /** Puts a peer that was just seen where it belongs. */
  private void file(KnownPeer peer) {
    changes++;
    boolean was = unverified.remove(peer.id()) != null;
    verified.remove(peer.id());
    boolean is = !peer.facts().verified();
    (is ? unverified : verified).put(peer.id(), peer);
    count(peer.toldBy(), (is ? 1 : 0) - (was ? 1 : 0));
  }

  private boolean makeRoom() {
    return size() < CAPACITY || evict(unverified) || evict(verified);
  }

  private boolean evict(SequencedMap<PeerId, KnownPeer> from) {
    for (KnownPeer peer : from.values()) {
      if (!peer.direct() && !pinned.test(peer.id())) {
        remove(peer.id());
        evicted.increment();
        return true;
      }
    }
    return false;
  }

  private void remove(PeerId id) {
    KnownPeer told = unverified.remove(id);
    verified.remove(id);
    changes++;
    count(told == null ? null : told.toldBy(), -1);
  }

  private void count(@Nullable PeerId toldBy, int change) {
    if (toldBy == null || change == 0) {
      return;
    }
    int left = told.getOrDefault(toldBy, 0) + change;
    if (left == 0) {
      told.remove(toldBy);
    } else {
      told.put(toldBy, left);
    }
  }
}
