package dev.mossspore.observe;

import dev.mossspore.event.SporeEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The latest events, at most {@value #CAPACITY} and {@value #MAX_BYTES} bytes of text in them; the
 * oldest go. Readers hold a place in the sequence and nothing else, so that a slow one costs no
 * memory and holds nobody up: what it has not read in time is gone. Any thread.
 */
public final class EventRing {
  /** Events held. */
  public static final int CAPACITY = 4096;

  static final int MAX_BYTES = 1 << 20;

  /** What an event takes besides its texts, roughly. */
  private static final int OVERHEAD = 160;

  private final InstantSource clock;
  private final String instance = UUID.randomUUID().toString();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private final ArrayDeque<RecordedEvent> events = new ArrayDeque<>();
  private long next = 1;
  private long bytes;

  public EventRing(InstantSource clock) {
    this.clock = clock;
  }

  /** Names this run of the daemon; sequence numbers mean nothing in another. */
  public String instance() {
    return instance;
  }

  /** Takes an event; never waits. */
  RecordedEvent add(SporeEvent event) {
    RecordedEvent recorded;
    lock.lock();
    try {
      recorded = new RecordedEvent(next++, clock.instant(), event);
      events.addLast(recorded);
      bytes += size(event);
      while (events.size() > CAPACITY || bytes > MAX_BYTES) {
        bytes -= size(events.removeFirst().event());
      }
    } finally {
      lock.unlock();
    }
    listeners.forEach(Runnable::run);
    return recorded;
  }

  /**
   * Tells of each new event from now on, after it can be read.
   *
   * @param listener must neither wait nor throw
   */
  public void listen(Runnable listener) {
    listeners.add(listener);
  }

  public void forget(Runnable listener) {
    listeners.remove(listener);
  }

  /** The sequence of the oldest event held; that of the next if there is none. */
  public long first() {
    lock.lock();
    try {
      return events.isEmpty() ? next : events.getFirst().sequence();
    } finally {
      lock.unlock();
    }
  }

  /** The sequence the next event will have. */
  public long next() {
    lock.lock();
    try {
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** The sequence of the first event held that is not older; that of the next if there is none. */
  public long since(Instant time) {
    lock.lock();
    try {
      return events.stream()
          .filter(event -> !event.time().isBefore(time))
          .findFirst()
          .map(RecordedEvent::sequence)
          .orElse(next);
    } finally {
      lock.unlock();
    }
  }

  /** Events held from a place on, in order; the first may be a later one, if that is gone. */
  public List<RecordedEvent> read(long from, int limit) {
    lock.lock();
    try {
      long skip = events.isEmpty() ? 0 : Math.max(0, from - events.getFirst().sequence());
      return events.stream().skip(skip).limit(limit).toList();
    } finally {
      lock.unlock();
    }
  }

  private static int size(SporeEvent event) {
    return OVERHEAD
        + switch (event) {
          case SporeEvent.PeerJoined(var _, var addr) -> addr.length();
          case SporeEvent.PeerLeft(var _, var addr) -> addr.length();
          case SporeEvent.SupernodePromoted(var natType) -> natType.length();
          case SporeEvent.SupernodeRevoked(var natType) -> natType.length();
          case SporeEvent.TrackerFailure(var error) -> 2 * error.length();
          case SporeEvent.DrainStarted(var deadline, var reason) ->
              deadline.length() + 2 * reason.length();
          case SporeEvent.RelayMigrated(var _, var session, var _) -> session.length();
          case SporeEvent.TrackerAnnounce _,
              SporeEvent.ConfigReloaded _,
              SporeEvent.RelayQuotaReached _ ->
              0;
        };
  }
}
