package dev.mossspore.mesh;

import dev.mossspore.base.PeerId;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.DialException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What came last of dialling a peer and of a session with it, to be told to whoever asks; nothing
 * is decided by it. Of more than {@value #CAPACITY} peers the one of which nothing came longest
 * goes. Times are readings of a monotonic clock in nanoseconds. Confined to the mesh loop.
 */
final class PeerPast {
  static final int CAPACITY = 1024;

  /** The result of a dial that led to a session. */
  static final String OPENED = "opened";

  private final SequencedMap<PeerId, Entry> entries = new LinkedHashMap<>();

  /** One peer's past. */
  record Entry(@Nullable Dialled dialled, @Nullable Closed closed) {
    private static final Entry NONE = new Entry(null, null);
  }

  /**
   * A dial.
   *
   * @param result {@value #OPENED}, or the reason of the failure
   */
  record Dialled(long at, String result) {}

  record Closed(long at, CloseReason reason) {}

  /**
   * A dial has ended.
   *
   * @param failure why it failed, or null
   */
  void dialled(PeerId peer, @Nullable Throwable failure, long now) {
    String result =
        failure == null
            ? OPENED
            : DialException.of(failure).reason().name().toLowerCase(Locale.ROOT);
    keep(peer, new Entry(new Dialled(now, result), find(peer).closed()));
  }

  /** A session has ended, or was not let in at all. */
  void closed(PeerId peer, CloseReason reason, long now) {
    keep(peer, new Entry(find(peer).dialled(), new Closed(now, reason)));
  }

  Entry find(PeerId peer) {
    return entries.getOrDefault(peer, Entry.NONE);
  }

  private void keep(PeerId peer, Entry entry) {
    entries.putLast(peer, entry);
    if (entries.size() > CAPACITY) {
      entries.pollFirstEntry();
    }
  }
}
