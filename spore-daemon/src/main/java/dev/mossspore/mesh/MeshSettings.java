package dev.mossspore.mesh;

import dev.mossspore.base.HostPort;
import dev.mossspore.discovery.AdvertisedAddress;
import java.util.List;

/**
 * What an operator decides about the mesh.
 *
 * @param maxPeers limit of connected peers
 * @param advertisedAddress what others are told to dial
 * @param staticPeers peers to stay connected to
 */
public record MeshSettings(
    int maxPeers, AdvertisedAddress advertisedAddress, List<HostPort> staticPeers) {
  public MeshSettings {
    staticPeers = List.copyOf(staticPeers);
  }
}
