package dev.mossspore.base;

import java.time.Duration;

/**
 * How long to wait after failures in a row: the base, doubled with each, up to a ceiling (chapter
 * 04 section 12.3). Never gives up. Pure.
 *
 * @param base wait after no failure
 * @param ceiling longest wait
 */
public record Backoff(Duration base, Duration ceiling) {
  private static final int MAX_DOUBLINGS = 16;

  /** The wait after so many failures in a row. */
  public Duration after(int failures) {
    Duration wait = base.multipliedBy(1L << Math.clamp(failures, 0, MAX_DOUBLINGS));
    return wait.compareTo(ceiling) < 0 ? wait : ceiling;
  }
}
