package dev.mossspore.mesh;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * Which known peers are dialled next (chapter 04 section 12.2). Two relays are sought first, then
 * anybody but relays: dialling relays first everywhere would turn the mesh into a star. Confined to
 * the mesh loop.
 */
final class DialPolicy {
  private static final int RELAYS_WANTED = 2;

  private final PeerId self;
  private final int dialsPerTick;
  private final DialHistory history;
  private final DialsInFlight inFlight;

  DialPolicy(PeerId self, int dialsPerTick, DialHistory history, DialsInFlight inFlight) {
    this.self = self;
    this.dialsPerTick = dialsPerTick;
    this.history = history;
    this.inFlight = inFlight;
  }

  /**
   * How this node stands.
   *
   * @param publicReachable anybody can dial it
   * @param room direct sessions it may have besides those it has; not above 0 if none
   * @param relays connected direct peers that relay for others
   * @param connected tells who is connected, directly or through a relay
   */
  record Situation(boolean publicReachable, int room, int relays, Predicate<PeerId> connected) {}

  /**
   * Chooses the peers to dial now, in order, and takes note that their dials begin; each is to be
   * {@link #ended}. To be called about once a second.
   */
  List<DialCandidate> select(Collection<DialCandidate> known, Situation situation, long now) {
    List<DialCandidate> due =
        known.stream()
            .filter(candidate -> eligible(candidate, situation) && free(candidate, now))
            .toList();
    int wanted = Math.min(Math.min(dialsPerTick, Math.max(0, situation.room())), due.size());
    Selection selection = new Selection(inFlight.grant(wanted), now);
    List<DialCandidate> relays =
        due.stream().filter(DialCandidate::relayCapable).sorted(ranking(now)).toList();
    relays.stream().limit(Math.max(0, RELAYS_WANTED - situation.relays())).forEach(selection::take);
    // Not sorted in whole, since of thousands two are wanted.
    Queue<DialCandidate> others = new PriorityQueue<>(ranking(now));
    due.stream().filter(peer -> !peer.relayCapable() || peer.bootstrap()).forEach(others::add);
    while (selection.open() && !others.isEmpty()) {
      selection.take(others.remove());
    }
    relays.forEach(selection::take);
    return selection.taken;
  }

  /** Takes note that a peer's dial begins; false if it, or any other, cannot now. */
  boolean begin(DialCandidate candidate, long now) {
    HostPort address = candidate.address();
    boolean begun =
        address != null
            && !inFlight.dialling(candidate.id())
            && inFlight.grant(1) == 1
            && inFlight.begin(candidate.id(), address);
    if (begun) {
      history.began(candidate.id(), now);
    }
    return begun;
  }

  /**
   * A selected peer's dial has ended.
   *
   * @param connected whether there is a session with the peer, direct or relayed
   */
  void ended(DialCandidate selected, boolean connected, long now) {
    HostPort address = selected.address();
    if (address != null) {
      inFlight.ended(selected.id(), address);
    }
    history.ended(selected.id(), connected, now);
  }

  private boolean eligible(DialCandidate candidate, Situation situation) {
    boolean theirs =
        situation.publicReachable()
            && candidate.publicReachable()
            && self.compareTo(candidate.id()) > 0;
    return !theirs
        && !candidate.id().equals(self)
        && (candidate.verified() || candidate.thirdPartyDialable())
        && !situation.connected().test(candidate.id());
  }

  private boolean free(DialCandidate candidate, long now) {
    HostPort address = candidate.address();
    return address != null
        && !inFlight.dialling(address)
        && !inFlight.dialling(candidate.id())
        && history.due(candidate.id(), now);
  }

  private static Comparator<DialCandidate> ranking(long now) {
    return Comparator.comparing(DialCandidate::bootstrap)
        .thenComparingDouble(DialCandidate::score)
        .reversed()
        .thenComparingLong(candidate -> now - candidate.lastSeen())
        .thenComparing(DialCandidate::id);
  }

  /** The peers dialled now; one that is offered twice is taken once. */
  private final class Selection {
    private final List<DialCandidate> taken = new ArrayList<>();
    private final int limit;
    private final long now;

    Selection(int limit, long now) {
      this.limit = limit;
      this.now = now;
    }

    boolean open() {
      return taken.size() < limit;
    }

    void take(DialCandidate candidate) {
      HostPort address = candidate.address();
      if (open() && address != null && inFlight.begin(candidate.id(), address)) {
        history.began(candidate.id(), now);
        taken.add(candidate);
      }
    }
  }
}
