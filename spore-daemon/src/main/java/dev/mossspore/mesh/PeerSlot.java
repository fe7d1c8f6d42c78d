package dev.mossspore.mesh;

import dev.mossspore.base.PeerId;
import dev.mossspore.transport.Link;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeEncoder;
import org.jspecify.annotations.Nullable;

/**
 * A connected peer's place, which outlives the replacement of its session. Whoever has to do with a
 * peer for longer than a moment holds its slot, never a link. Changed on the mesh loop; read from
 * any thread.
 */
public final class PeerSlot {
  private final PeerId id;
  private volatile @Nullable Link link;

  /**
   * @param link the first session
   */
  public PeerSlot(Link link) {
    this.id = link.remoteId();
    this.link = link;
  }

  public PeerId id() {
    return id;
  }

  /** The session that carries the peer now; null once it has left, which is for ever. */
  public @Nullable Link link() {
    return link;
  }

  /**
   * Sends something of this node's own.
   *
   * @return false if it was dropped
   */
  public boolean send(Envelope envelope) {
    Link current = link;
    return current != null && current.send(EnvelopeEncoder.encode(envelope));
  }

  void occupy(Link successor) {
    link = successor;
  }

  void vacate() {
    link = null;
  }
}
