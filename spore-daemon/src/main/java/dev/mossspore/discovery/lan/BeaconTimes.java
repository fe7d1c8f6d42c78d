package dev.mossspore.discovery.lan;

import java.time.Duration;
import java.util.Set;

/**
 * When to send beacons (chapter 04 section 5, ours): every 1.5 s during the first half minute and
 * after the addresses of this host have changed, then every half minute. A newcomer's beacon is
 * answered at once, so nobody is found later for that. Confined to one thread.
 */
final class BeaconTimes {
  private static final Duration OFTEN = Duration.ofMillis(1500);
  private static final Duration SELDOM = Duration.ofSeconds(30);

  private Set<?> addresses = Set.of();
  private long changedAt;

  BeaconTimes(long now) {
    this.changedAt = now;
  }

  /** The wait until the next round, given what a round went to. */
  Duration afterRound(Set<?> current, long now) {
    if (!current.equals(addresses)) {
      addresses = Set.copyOf(current);
      changedAt = now;
    }
    return now - changedAt < SELDOM.toNanos() ? OFTEN : SELDOM;
  }
}
