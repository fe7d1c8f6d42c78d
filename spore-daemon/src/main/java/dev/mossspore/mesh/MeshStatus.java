package dev.mossspore.mesh;

import dev.mossspore.base.PeerId;
import java.util.List;

/**
 * The mesh at one instant, for whoever reports on it. Immutable.
 *
 * @param advertisedAddress what this node announces
 * @param peers the connected peers, ordered by id
 */
public record MeshStatus(String advertisedAddress, List<ConnectedPeer> peers) {
  public MeshStatus {
    peers = List.copyOf(peers);
  }

  /**
   * A connected peer.
   *
   * @param address the remote end of its session
   */
  public record ConnectedPeer(PeerId id, String address) {}
}
