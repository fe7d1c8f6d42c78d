package dev.mossspore.mesh;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.discovery.KnownPeers;
import dev.mossspore.discovery.lan.LanBeacon;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a neighbour that was heard (chapter 04 section 5, steps 6 to 9): remember it,
 * dial it, answer it. One that is connected is neither dialled nor answered, and no other more than
 * once in 1.5 s: nodes that answer every answer never come to an end. Confined to the mesh loop.
 */
final class LanNeighbours {
  private static final long DIAL_AGAIN = Duration.ofSeconds(5).toNanos();
  private static final long ANSWER_AGAIN = Duration.ofMillis(1500).toNanos();
  private static final int MIN_UNVERIFIED = 16;

  /** Neighbours dialled or answered lately; of more the one longest unheard is forgotten. */
  private static final int MAX_RECENT = 256;

  private final PeerTable table;
  private final KnownPeers known;
  private final KnownPeerDialer dialer;
  private final LinkedHashMap<PeerId, Recent> recent = new LinkedHashMap<>();

  /** When a neighbour was last dialled and answered; null if it was not. */
  private record Recent(@Nullable Long dialledAt, @Nullable Long answeredAt) {
    private static final Recent NEVER = new Recent(null, null);
  }

  LanNeighbours(PeerTable table, KnownPeers known, KnownPeerDialer dialer) {
    this.table = table;
    this.known = known;
    this.dialer = dialer;
  }

  /**
   * A neighbour was heard.
   *
   * @param address where it can be dialled, if it speaks the truth
   * @param answer sends our own beacon to it
   */
  void heard(LanBeacon beacon, HostPort address, Runnable answer, long now) {
    PeerId id = beacon.peerId();
    int limit = Math.max(2 * (table.peers().size() + table.room()), MIN_UNVERIFIED);
    boolean taken =
        known.heardOnLan(id, address.toString(), beacon.capabilities(), limit, now).isPresent();
    if (!taken || table.holds(id)) {
      return;
    }
    Recent past = recent.getOrDefault(id, Recent.NEVER);
    recent.remove(id);
    boolean dial = over(past.dialledAt(), DIAL_AGAIN, now) && dialer.dialNow(id, now);
    boolean reply = over(past.answeredAt(), ANSWER_AGAIN, now);
    recent.put(
        id,
        new Recent(
            dial ? Long.valueOf(now) : past.dialledAt(),
            reply ? Long.valueOf(now) : past.answeredAt()));
    if (recent.size() > MAX_RECENT) {
      recent.pollFirstEntry();
    }
    if (reply) {
      answer.run();
    }
  }

  private static boolean over(@Nullable Long at, long wait, long now) {
    return at == null || now - at >= wait;
  }
}
