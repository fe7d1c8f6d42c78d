package dev.mossspore.base;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after failures in a row: the base, doubled with each, up to a ceiling (chapter
 * 04 section 12.3). Never gives up.
 *
 * @param base wait after no failure
 * @param ceiling longest wait
 */
public record Backoff(Duration base, Duration ceiling) {
  private static final int MAX_DOUBLINGS = 16;

  /**
   * The wait after so many failures in a row, shortened by chance by up to a half: those that
   * failed together, when a network or a much-used node went away, would else come back together.
   */
  public Duration after(int failures, RandomGenerator random) {
    long longest = longest(failures).toNanos();
    return Duration.ofNanos(longest - random.nextLong(longest / 2 + 1));
  }

  /** The longest wait after so many failures in a row. */
  public Duration longest(int failures) {
    Duration wait = base.multipliedBy(1L << Math.clamp(failures, 0, MAX_DOUBLINGS));
    return wait.compareTo(ceiling) < 0 ? wait : ceiling;
  }
}
