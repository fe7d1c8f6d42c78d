package dev.mossspore.ctl.fleet;

import java.time.Duration;

/** The moment at which one host's time is over. */
public final class Deadline {
  private final Duration limit;
  private final long end;

  private Deadline(Duration limit) {
    this.limit = limit;
    this.end = System.nanoTime() + limit.toNanos();
  }

  /** So long from now. */
  public static Deadline in(Duration limit) {
    return new Deadline(limit);
  }

  /** What was given at first. */
  public Duration limit() {
    return limit;
  }

  /** What is left, at least a millisecond: the next step is to notice that nothing is. */
  public Duration left() {
    return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
  }

  /** Whether nothing is left. */
  public boolean over() {
    return System.nanoTime() - end >= 0;
  }
}
