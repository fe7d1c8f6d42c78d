package dev.mossspore.mesh;

import dev.mossspore.base.PeerId;
import dev.mossspore.discovery.KnownPeer;
import java.util.List;

/**
 * The mesh at one instant, for whoever reports on it. Immutable.
 *
 * @param advertisedAddress what this node announces
 * @param peers the connected peers, ordered by id
 * @param known the directory, as of the last second
 */
public record MeshStatus(
    String advertisedAddress, List<ConnectedPeer> peers, List<DirectoryPeer> known) {
  public MeshStatus {
    peers = List.copyOf(peers);
    known = List.copyOf(known);
  }

  /**
   * A connected peer.
   *
   * @param address the remote end of its session
   */
  public record ConnectedPeer(PeerId id, String address) {}

  /**
   * A peer heard of.
   *
   * @param address where it can be dialled; may be empty
   * @param direct whether there is a session with it
   * @param relayCapable whether it has proved to relay
   */
  public record DirectoryPeer(PeerId id, String address, boolean direct, boolean relayCapable) {
    static DirectoryPeer of(KnownPeer peer) {
      return new DirectoryPeer(
          peer.id(),
          peer.facts().addr(),
          peer.direct(),
          peer.facts().capabilities().relayCapable());
    }
  }
}
