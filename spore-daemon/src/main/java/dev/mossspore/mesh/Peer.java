package dev.mossspore.mesh;

import dev.mossspore.base.PeerId;
import dev.mossspore.discovery.Sender;
import dev.mossspore.transport.Carrier;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.Link;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connected peer: the session that carries it and what belongs to that session. Confined to the
 * mesh loop.
 */
final class Peer {
  private static final long OTHER_LIFETIME = Duration.ofSeconds(5).toNanos();
  private static final long BRIEF = Duration.ofSeconds(30).toNanos();

  private final Link link;
  private final MeshStatus.ConnectedPeer connected;
  private final PeerSlot slot;
  private final Keepalive keepalive;
  private final long connectedAt;
  private final Untold untold = new Untold();
  private @Nullable PeerReceiver receiver;
  private boolean heard;
  private @Nullable Link other;
  private long otherUntil;

  /**
   * @param slot the peer's place, which holds the link
   */
  Peer(Link link, PeerSlot slot, long now) {
    this.link = link;
    this.connected = new MeshStatus.ConnectedPeer(link.remoteId(), link.remoteAddress().toString());
    this.slot = slot;
    this.keepalive = new Keepalive(now);
    this.connectedAt = now;
  }

  PeerId id() {
    return link.remoteId();
  }

  Link link() {
    return link;
  }

  PeerSlot slot() {
    return slot;
  }

  Keepalive keepalive() {
    return keepalive;
  }

  /** Nanoseconds of the clock at registration. */
  long connectedAt() {
    return connectedAt;
  }

  /** What this one is still to be told of others. */
  Untold untold() {
    return untold;
  }

  /** Whether the session has hardly begun. */
  boolean brief(long now) {
    return now - connectedAt < BRIEF;
  }

  String address() {
    return connected.address();
  }

  /** The peer as it is reported. */
  MeshStatus.ConnectedPeer connected() {
    return connected;
  }

  /** Whether the remote end of the session can be dialled; that of an inbound stream cannot. */
  boolean dialable() {
    return link.outbound() || link.carrier() == Carrier.UDP;
  }

  Sender sender() {
    return new Sender(id(), address(), false);
  }

  void opened(PeerReceiver packets) {
    receiver = packets;
  }

  /** Whether nothing the peer says is listened to, pings included, until its score is better. */
  void graylisted(boolean value) {
    if (receiver != null) {
      receiver.graylisted(value);
    }
  }

  /**
   * Closes another session with the peer, but not before the peer was heard on this one, for five
   * seconds at most: until then it may have no other, and would take the end of it for our leaving.
   * Only a stream tells of its end.
   */
  void closeOther(Link link, long now) {
    closeOther();
    other = link;
    otherUntil = now + OTHER_LIFETIME;
    if (heard || !link.carrier().stream()) {
      closeOther();
    }
  }

  /** Takes the place of an earlier session with the peer. */
  void replaces(Peer before, long now) {
    before.left();
    closeOther(before.link, now);
  }

  /** The peer has said something. */
  void heard() {
    heard = true;
    closeOther();
  }

  /** To be called about once a second. */
  void tick(long now) {
    if (now - otherUntil >= 0) {
      closeOther();
    }
  }

  /** The peer is no longer connected by this session. */
  void left() {
    closeOther();
  }

  /** Ends the session. */
  void close(CloseReason reason) {
    left();
    link.close(reason);
  }

  private void closeOther() {
    if (other != null) {
      other.close(CloseReason.DUPLICATE);
      other = null;
    }
  }
}
