package dev.mossspore.gossip;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Ids of messages that one peer does not want sent (chapter 03 section 10.2, {@code idontwant}):
 * each for two minutes after the last word of it, at most 1024; when full new ones are ignored.
 * Times are readings of a monotonic clock in nanoseconds.
 */
public final class SuppressedIds {
  private static final int CAPACITY = 1024;
  private static final long LIFE = Duration.ofMinutes(2).toNanos();

  // In the order in which they were last heard.
  private final SequencedMap<String, Long> heardAt = new LinkedHashMap<>();

  /** The peer does not want this message. */
  public void add(String id, long now) {
    expire(now);
    boolean known = heardAt.remove(id) != null;
    if (known || heardAt.size() < CAPACITY) {
      heardAt.put(id, now);
    }
  }

  /** Whether the message is not to be sent. */
  public boolean contains(String id, long now) {
    expire(now);
    return heardAt.containsKey(id);
  }

  private void expire(long now) {
    while (!heardAt.isEmpty() && now - heardAt.firstEntry().getValue() > LIFE) {
      heardAt.pollFirstEntry();
    }
  }
}
