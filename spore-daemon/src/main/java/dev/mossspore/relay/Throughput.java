package dev.mossspore.relay;

import java.time.Duration;
import java.util.ArrayDeque;

/**
 * Bytes per second over the last ten seconds, from readings of a sum. Fed by one thread, read by
 * any. Times are readings of a monotonic clock in nanoseconds.
 */
final class Throughput {
  private static final long WINDOW = Duration.ofSeconds(10).toNanos();
  private static final double SECOND = Duration.ofSeconds(1).toNanos();

  private final ArrayDeque<Reading> readings = new ArrayDeque<>();
  private volatile long perSecond;

  private record Reading(long at, long sum) {}

  Throughput(long now) {
    readings.add(new Reading(now, 0));
  }

  /** Takes what the sum is now; about once a second. */
  void read(long sum, long now) {
    readings.addLast(new Reading(now, sum));
    // The oldest one kept is the youngest that is a whole window old.
    while (readings.size() > 2 && now - second().at() >= WINDOW) {
      readings.removeFirst();
    }
    Reading oldest = readings.getFirst();
    long elapsed = now - oldest.at();
    perSecond = elapsed <= 0 ? 0 : Math.round((sum - oldest.sum()) * SECOND / elapsed);
  }

  long perSecond() {
    return perSecond;
  }

  private Reading second() {
    var all = readings.iterator();
    var _ = all.next();
    return all.next();
  }
}
