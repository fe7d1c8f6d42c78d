package dev.mossspore.mesh;

import dev.mossspore.base.HostPort;
import dev.mossspore.discovery.KnownPeers;
import java.util.List;

/**
 * Composes what is reported of the mesh, and with it the address that is announced. Confined to the
 * mesh loop but for {@link #latest}.
 */
final class StatusReport {
  private final PeerTable table;
  private final KnownPeers known;
  private MeshSettings settings;
  private long reportedChanges;
  private volatile MeshStatus latest;

  StatusReport(MeshSettings settings, PeerTable table, KnownPeers known) {
    this.settings = settings;
    this.table = table;
    this.known = known;
    this.latest = new MeshStatus(address(), List.of(), List.of());
  }

  /** Any thread. */
  MeshStatus latest() {
    return latest;
  }

  void settings(MeshSettings next) {
    settings = next;
    peers();
  }

  /** Peers have come or gone. */
  void peers() {
    publish(latest.known());
  }

  /** Reports the directory as well, composed anew only if it is another. */
  void everything() {
    if (known.changes() == reportedChanges) {
      peers();
      return;
    }
    reportedChanges = known.changes();
    publish(known.all().stream().map(MeshStatus.DirectoryPeer::of).toList());
  }

  private void publish(List<MeshStatus.DirectoryPeer> directory) {
    latest =
        new MeshStatus(address(), table.peers().stream().map(Peer::connected).toList(), directory);
  }

  private String address() {
    List<HostPort> sessions =
        table.peers().stream().map(peer -> peer.link().remoteAddress()).toList();
    return settings.advertisedAddress().toAnnounce("", sessions, settings.staticPeers());
  }
}
