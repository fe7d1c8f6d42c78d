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
 * the mesh as seeds, and saves the connected peers every two minutes and at the end.
 */
final class PeerCache implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMinutes(2);

  private final PeerCacheFile file;
  private final Mesh mesh;
  private final Conditions degraded;
  private final Thread saver = Thread.ofVirtual().name("peer-cache").unstarted(this::saveAgain);

  private PeerCache(PeerCacheFile file, Mesh mesh, Conditions degraded) {
    this.file = file;
    this.mesh = mesh;
    this.degraded = degraded;
  }

  /**
   * Reads the file and begins to save. Blocks on the disk.
   *
   * @param degraded told whether the last attempt to save failed
   */
  static PeerCache start(PeerCacheFile file, Mesh mesh, Conditions degraded) {
    PeerCache cache = new PeerCache(file, mesh, degraded);
    mesh.offerSeeds(file.load(Instant.now()));
    cache.saver.start();
    return cache;
  }

  /** Saves once more; to be closed while the peers are still connected. */
  @Override
  public void close() {
    saver.interrupt();
    save();
  }

  private void saveAgain() {
    try {
      while (true) {
        Thread.sleep(PERIOD);
        save();
      }
    } catch (InterruptedException e) {
      // Closed, which saves a last time.
    }
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
