package dev.mossspore.discovery;

import dev.mossspore.base.PeerId;
import dev.mossspore.wire.Blob;
import dev.mossspore.wire.Envelope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a newcomer is told (chapter 04 section 11.3). It takes 60 announcements at once and drops
 * the rest, so the own ones come first and what it can use best next. Immutable.
 *
 * @param first to be sent at once, in this order
 * @param later whom to tell it {@linkplain #about about} afterwards, at most ten messages a second
 */
public record Snapshot(List<Envelope> first, List<PeerId> later) {
  /** How many messages about others a newcomer is sent at once. */
  public static final int AT_ONCE = 50;

  public Snapshot {
    first = List.copyOf(first);
    later = List.copyOf(later);
  }

  /**
   * Composes it.
   *
   * @param addr the address this node announces
   * @param capabilities this node's own; its supernode status goes along if it relays
   * @param doubtful peers that are probably not there any more, of which it is not told
   * @param atOnce most messages about others to be sent at once
   */
  public static Snapshot of(
      OwnAnnouncements own,
      String addr,
      Capabilities capabilities,
      KnownPeers peers,
      PeerId newcomer,
      Predicate<PeerId> doubtful,
      int atOnce) {
    List<Envelope> first = new ArrayList<>();
    first.add(own.peerAnnounce(addr, capabilities));
    if (capabilities.relayCapable()) {
      first.add(own.supernodeStatus(addr, capabilities));
    }
    int limit = first.size() + atOnce;
    List<PeerId> later = new ArrayList<>();
    for (KnownPeer peer : peers.all().stream().sorted(mostUsefulFirst()).toList()) {
      boolean tell = !peer.id().equals(newcomer) && (peer.direct() || !doubtful.test(peer.id()));
      List<Envelope> about = tell ? about(peer) : List.of();
      if (about.isEmpty()) {
        continue;
      }
      if (later.isEmpty() && first.size() + about.size() <= limit) {
        first.addAll(about);
      } else {
        later.add(peer.id());
      }
    }
    return new Snapshot(first, later);
  }

  /**
   * What can be told of a peer at this moment: its announcement with our view of its capabilities,
   * and its status if it relays. Only what verifies, so possibly nothing.
   */
  public static List<Envelope> about(KnownPeer peer) {
    PeerFacts facts = peer.facts();
    List<Envelope> messages = new ArrayList<>();
    SignedAnnouncement announcement = facts.announcement();
    if (announcement != null) {
      messages.add(announcement.envelope(peer.id(), facts.capabilities()));
    }
    SignedStatus status = facts.status();
    if (status != null && status.capabilities().relayCapable()) {
      messages.add(status.envelope(peer.id(), Blob.EMPTY));
    }
    return messages;
  }

  /** Connected and reachable ones, other connected ones, and the rest by when they were seen. */
  private static Comparator<KnownPeer> mostUsefulFirst() {
    return Comparator.comparing(KnownPeer::direct)
        .thenComparing(peer -> peer.facts().capabilities().reachable() && peer.direct())
        .thenComparing((a, b) -> Long.signum(a.lastSeen() - b.lastSeen()))
        .thenComparing(KnownPeer::id)
        .reversed();
  }
}
