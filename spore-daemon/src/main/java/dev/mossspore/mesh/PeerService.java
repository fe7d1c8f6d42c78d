package dev.mossspore.mesh;

import dev.mossspore.transport.Link;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What works on top of peers: relaying, publishing. Everything is called on the mesh loop. */
public interface PeerService {
  /** The envelopes it takes; constant, and no other service takes them. */
  Set<EnvelopeType> types();

  /** The first session with a peer was registered. */
  default void joined(PeerSlot peer) {}

  /** A session took another's place; the slot is the same and already holds it. */
  default void replaced(PeerSlot peer) {}

  /** The peer's session ended and no other took its place. */
  default void left(PeerSlot peer) {}

  /** Takes an envelope of a peer that is connected. */
  void received(PeerSlot from, Envelope envelope);

  /** About once a second. */
  default void tick(long now) {}

  /** The node stops; what is sent now still goes out, and nothing follows. */
  default void stopping() {}

  /** The part of the service that works on a link's event loop; null if it has none. */
  default @Nullable DataPath dataPath(PeerSlot peer, Link link) {
    return null;
  }
}
