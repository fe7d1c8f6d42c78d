package dev.mossspore.app;

import dev.mossspore.discovery.PeerCacheEntry;
import dev.mossspore.discovery.PeerCacheFile;
import dev.mossspore.mesh.Mesh;
import dev.mossspore.mesh.MeshStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Remembers across restarts where peers were (chapter 04 section 7): offers what the file holds to
 * the mesh as seeds, and saves the connected peers every two minutes, when it is asked to, and at
 * the end.
 */
final class PeerCache {
  private static final Duration PERIOD = Duration.ofMinutes(2);

  private final PeerCacheFile file;
  private final Mesh mesh;
  private final Conditions degraded;

  private PeerCache(PeerCacheFile file, Mesh mesh, Conditions degraded) {
    this.file = file;
    this.mesh = mesh;
    this.degraded = degraded;
  }

  /**
   * Reads the file and begins to save. Blocks on the disk. To be closed while the peers are still
   * connected.
   *
   * @param degraded told whether the last attempt to save failed
   */
  static Periodic start(PeerCacheFile file, Mesh mesh, Conditions degraded) {
    mesh.offerSeeds(file.load(Instant.now()));
    PeerCache cache = new PeerCache(file, mesh, degraded);
    return Periodic.start("peer-cache", PERIOD, cache::save);
  }

  private synchronized void save() {
    long now = Instant.now().getEpochSecond();
    List<PeerCacheEntry> entries =
        mesh.status().known().stream()
            .filter(MeshStatus.DirectoryPeer::direct)
            .map(peer -> new PeerCacheEntry(peer.address(), now))
            .toList();
    degraded.set("peer_cache_not_saved", !file.save(entries));
  }
}
