package dev.mossspore.mesh;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
    List<DialCandidate> ranked =
        known.stream()
            .filter(candidate -> eligible(candidate, situation) && free(candidate, now))
            .sorted(ranking(now))
            .toList();
    int wanted = Math.min(Math.min(dialsPerTick, Math.max(0, situation.room())), ranked.size());
    int granted = inFlight.grant(wanted);
    List<DialCandidate> selected = new ArrayList<>();
    for (DialCandidate candidate : inTurn(ranked, RELAYS_WANTED - situation.relays())) {
      HostPort address = candidate.address();
      if (selected.size() < granted && address != null && inFlight.begin(candidate.id(), address)) {
        history.began(candidate.id(), now);
        selected.add(candidate);
      }
    }
    return selected;
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

  /** As many relays as are missing, then all who are no mere relays, then the rest. */
  private static List<DialCandidate> inTurn(List<DialCandidate> ranked, int relaysMissing) {
    Stream<DialCandidate> relays =
        ranked.stream().filter(DialCandidate::relayCapable).limit(Math.max(0, relaysMissing));
    Stream<DialCandidate> others =
        ranked.stream().filter(peer -> !peer.relayCapable() || peer.bootstrap());
    return Stream.concat(relays, Stream.concat(others, ranked.stream())).distinct().toList();
  }
}
