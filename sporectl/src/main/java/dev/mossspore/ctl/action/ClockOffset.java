package dev.mossspore.ctl.action;

import java.time.Duration;
import java.time.Instant;

/** How far another clock is ahead of ours, from one question and its answer. */
final class ClockOffset {
  private ClockOffset() {}

  /**
   * The difference to the middle of the round trip; zero where the round trip alone can explain it,
   * since clocks that are kept by NTP agree better than a slow first answer can tell.
   */
  static Duration of(Instant asked, Instant answered, Instant there) {
    Duration half = Duration.between(asked, answered).dividedBy(2);
    Duration offset = Duration.between(asked.plus(half), there);
    return offset.abs().compareTo(half) <= 0 ? Duration.ZERO : offset;
  }
}
