package dev.mossspore.mesh;

import dev.mossspore.base.PeerId;
import dev.mossspore.discovery.Capabilities;
import java.util.Collection;
import java.util.Optional;

/** What services see of the mesh. Confined to the mesh loop. */
public interface Peers {
  Optional<PeerSlot> find(PeerId id);

  /** Everybody connected at this moment. */
  Collection<PeerSlot> all();

  /** Whether the peer's score is not below zero: it is told what concerns everybody. */
  boolean trusted(PeerSlot peer);

  /** The address this node announces. */
  String ownAddress();

  /**
   * Changes what this node says it can do, and tells all trusted peers: its supernode status where
   * that changed, then its announcement.
   */
  void capabilities(Capabilities capabilities);

  /** Tells all trusted peers the supernode status again. */
  void repeatStatus();
}
