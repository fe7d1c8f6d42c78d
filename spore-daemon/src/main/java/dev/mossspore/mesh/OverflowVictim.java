package dev.mossspore.mesh;

import dev.mossspore.base.PeerId;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who has to go when a peer arrives at a full node (chapter 03 section 6.2). The newcomer is
 * refused all the same; the eviction makes room for its next attempt. That a peer came from a seed
 * protects it only while it would be no candidate anyway, so it plays no part here. Pure.
 */
final class OverflowVictim {
  private static final long MINIMUM_AGE = Duration.ofSeconds(30).toNanos();
  private static final long SLOW = Duration.ofSeconds(2).toNanos();

  private static final Comparator<Connected> WORST_FIRST =
      Comparator.comparingDouble(Connected::score)
          .thenComparing(Comparator.comparingLong(Connected::roundTripNanos).reversed())
          .thenComparing(Connected::outbound)
          .thenComparing(Connected::id);

  private OverflowVictim() {}

  /**
   * A connected peer.
   *
   * @param ageNanos how long its session has lasted
   * @param roundTripNanos its last round trip; 0 before the first
   */
  record Connected(PeerId id, long ageNanos, long roundTripNanos, double score, boolean outbound) {
    static Connected of(Peer peer, double score, long now) {
      return new Connected(
          peer.id(),
          now - peer.connectedAt(),
          peer.keepalive().roundTripNanos(),
          score,
          peer.link().outbound());
    }

    private boolean expendable() {
      return ageNanos > MINIMUM_AGE
          && (roundTripNanos > SLOW || !ScoreThreshold.BASELINE.passedBy(score));
    }
  }

  /** The peer of the table that goes; empty if none may. */
  static Optional<Peer> in(PeerTable table, Scores scores, long now) {
    List<Connected> connected =
        table.peers().stream()
            .map(peer -> Connected.of(peer, scores.of(peer.id(), now), now))
            .toList();
    return among(connected).flatMap(table::find);
  }

  /** The worst of the peers that are slow or ill-behaved and older than half a minute. */
  static Optional<PeerId> among(Collection<Connected> peers) {
    return peers.stream().filter(Connected::expendable).min(WORST_FIRST).map(Connected::id);
  }
}
