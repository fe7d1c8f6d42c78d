package dev.mossspore.discovery;

import dev.mossspore.base.AtomicFile;
import dev.mossspore.base.FileProblem;
import dev.mossspore.base.HostPort;
import dev.mossspore.base.Log;
import dev.mossspore.discovery.PeerCacheCodec.Damaged;
import dev.mossspore.discovery.PeerCacheCodec.Entries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The peer cache on disk, {@code peers.json} beside the identity (chapter 04 section 7). It is a
 * convenience: what goes wrong with it is warned of and has no other consequence. Blocks on the
 * disk; one thread at a time.
 */
public final class PeerCacheFile {
  /** Name of the file in the directory of the identity. */
  public static final String NAME = "peers.json";

  private static final Log LOG = Log.of("discovery");

  private final Path path;

  public PeerCacheFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  /** The addresses to dial, newest first; none if there is no file or it is of no use. */
  public List<HostPort> load(Instant now) {
    try (var in = Files.newInputStream(path)) {
      return switch (PeerCacheCodec.decode(in.readNBytes(PeerCacheCodec.MAX_BYTES + 1))) {
        case Entries entries -> targets(entries, now);
        case Damaged(String problem) -> {
          LOG.warn("peer cache ignored", "path", path, "error", problem);
          yield List.of();
        }
      };
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      LOG.warn("peer cache not read", "path", path, "error", FileProblem.of(e));
      return List.of();
    }
  }

  /**
   * Replaces the file by the newest of these entries, at once and as a whole; leaves it as it is if
   * none can be dialled, because a node that has only just started would wipe a good cache.
   *
   * @return false if the disk did not take it, which is warned of
   */
  public boolean save(Collection<PeerCacheEntry> entries) {
    Optional<byte[]> text = PeerCacheCodec.encode(entries, PeerCacheCodec.MAX_ENTRIES);
    try {
      if (text.isPresent()) {
        AtomicFile.replace(path, text.get());
      }
      return true;
    } catch (IOException e) {
      // Without the temporary file's name, so that the same trouble is the same line each time.
      LOG.warn("peer cache not written", "path", path, "error", FileProblem.of(e));
      return false;
    }
  }

  private static List<HostPort> targets(Entries entries, Instant now) {
    return entries.fresh(now.getEpochSecond(), PeerCacheCodec.MAX_AGE).stream()
        .flatMap(entry -> entry.target().stream())
        .distinct()
        .toList();
  }
}
