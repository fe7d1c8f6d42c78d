package dev.mossspore.gossip;

import dev.mossspore.wire.Envelope;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What was published within two minutes, by message id (chapter 03 section 10.7). Holds at most 50
 * 000 ids and 16 MiB of payload: when full the oldest messages go and their ids stay, so that none
 * counts as new again; then the oldest ids. Times are readings of a monotonic clock in nanoseconds.
 */
public final class MessageCache {
  static final int MAX_IDS = 50_000;
  static final long MAX_PAYLOAD = 16 << 20;

  private static final long LIFE = Duration.ofMinutes(2).toNanos();

  // In the order in which they were stored.
  private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
  private final Queue<Entry> withMessage = new ArrayDeque<>();
  private long payload;

  private static final class Entry {
    private final String topic;
    private final long storedAt;
    private @Nullable Envelope message;

    private Entry(Envelope message, long now) {
      this.topic = message.channel();
      this.storedAt = now;
      this.message = message;
    }
  }

  /** Keeps a message; false if its id is there already. */
  public boolean store(Envelope message, long now) {
    expire(now);
    Entry entry = new Entry(message, now);
    if (entries.putIfAbsent(message.messageId(), entry) != null) {
      return false;
    }
    withMessage.add(entry);
    payload += message.payload().length();
    while (payload > MAX_PAYLOAD) {
      forget(withMessage.element());
    }
    if (entries.size() > MAX_IDS) {
      removeOldest();
    }
    return true;
  }

  /** Whether a message of this id was stored. */
  public boolean seen(String id, long now) {
    expire(now);
    return entries.containsKey(id);
  }

  /** The message, unless it had to make room. */
  public Optional<Envelope> find(String id, long now) {
    expire(now);
    return Optional.ofNullable(entries.get(id)).map(entry -> entry.message);
  }

  /** Ids of the topic's messages, newest first. */
  public List<String> recent(String topic, int limit, long now) {
    expire(now);
    return entries.reversed().entrySet().stream()
        .filter(entry -> entry.getValue().message != null && entry.getValue().topic.equals(topic))
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }

  private void expire(long now) {
    while (!entries.isEmpty() && now - entries.firstEntry().getValue().storedAt > LIFE) {
      removeOldest();
    }
  }

  private void removeOldest() {
    Entry oldest = entries.pollFirstEntry().getValue();
    if (oldest.message != null) {
      forget(oldest);
    }
  }

  /** Lets go of the message that was stored first of those that are left. */
  private void forget(Entry oldest) {
    withMessage.remove();
    Envelope message = oldest.message;
    payload -= message == null ? 0 : message.payload().length();
    oldest.message = null;
  }
}
