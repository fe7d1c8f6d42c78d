package dev.mossspore.abuse;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Spreads deeds over time by the clock, not by pauses: a late thread catches up. What is late by
 * more than a tenth of a second is forgone, so that a stall does not end in a burst.
 */
final class Pace {
  private static final long MAX_LATE = Duration.ofMillis(100).toNanos();

  private final long interval;
  private final long start = System.nanoTime();
  private final long length;
  private long due;

  Pace(int perSecond, Duration length) {
    this.interval = Duration.ofSeconds(1).toNanos() / perSecond;
    this.length = length.toNanos();
  }

  /** Waits for the next deed's time. Returns false when the time for all is over. */
  boolean next() {
    long elapsed = System.nanoTime() - start;
    while (elapsed < due && elapsed < length) {
      LockSupport.parkNanos(due - elapsed);
      elapsed = System.nanoTime() - start;
    }
    due = Math.max(due, elapsed - MAX_LATE) + interval;
    return elapsed < length;
  }
}
