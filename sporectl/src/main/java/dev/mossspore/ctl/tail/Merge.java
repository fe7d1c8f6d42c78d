package dev.mossspore.ctl.tail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Puts what several hosts bring into one order of time. A line waits until every other host has
 * brought what lies before it, but only so long: a silent host must not hold up the others. Where
 * more waits than there is room for, the oldest is shown, though something before it may still
 * come. One thread.
 */
public final class Merge {
  /** Characters that may wait. */
  private static final long ROOM = 32 << 20;

  private static final Comparator<Waiting> ORDER =
      Comparator.<Waiting, Instant>comparing(Waiting::at)
          .thenComparing(Waiting::host)
          .thenComparingLong(Waiting::number);

  private final Duration window;
  private final Duration patience;
  private final Map<String, Instant> reached = new HashMap<>();
  private final Map<String, Boolean> caughtUp = new HashMap<>();
  private final PriorityQueue<Waiting> queue = new PriorityQueue<>(ORDER);
  private long number;
  private long waiting;

  private record Waiting(Instant at, String host, long number, long since, String line) {}

  /**
   * Of these hosts.
   *
   * @param window how long a line waits for hosts that have brought everything they had at first
   * @param patience how long it waits while one of them still brings what lies back
   */
  public Merge(Collection<String> hosts, Duration window, Duration patience) {
    this.window = window;
    this.patience = patience;
    hosts.forEach(
        host -> {
          reached.put(host, Instant.MIN);
          caughtUp.put(host, false);
        });
  }

  /** Takes a line; a host's own lines come in order. */
  public void add(String host, Instant at, long nowNanos, String line) {
    note(host, at, nowNanos, line);
    reached.merge(host, at, (a, b) -> a.isAfter(b) ? a : b);
  }

  /** Takes a line that is no host's own, which says nothing of what they have brought. */
  public void note(String host, Instant at, long nowNanos, String line) {
    queue.add(new Waiting(at, host, number++, nowNanos, line));
    waiting += line.length();
  }

  /** A host has brought everything until then. */
  public void reached(String host, Instant at) {
    caughtUp.put(host, true);
    reached.merge(host, at, (a, b) -> a.isAfter(b) ? a : b);
  }

  /** Nothing is to be waited for from this host. */
  public void gone(String host) {
    reached(host, Instant.MAX);
  }

  /** A host that was gone brings lines again. */
  public void back(String host) {
    reached.put(host, Instant.MIN);
    caughtUp.put(host, false);
  }

  /** Takes out what may be shown now, in order. */
  public List<String> ready(long nowNanos) {
    Instant safe = reached.values().stream().min(Comparator.naturalOrder()).orElse(Instant.MAX);
    Duration wait = caughtUp.containsValue(false) ? patience : window;
    List<String> ready = new ArrayList<>();
    while (!queue.isEmpty() && (waiting > ROOM || due(queue.peek(), safe, wait, nowNanos))) {
      String line = queue.remove().line();
      waiting -= line.length();
      ready.add(line);
    }
    return ready;
  }

  private static boolean due(Waiting head, Instant safe, Duration wait, long nowNanos) {
    return !head.at().isAfter(safe) || nowNanos - head.since() >= wait.toNanos();
  }
}
