package dev.mossspore.mesh;

import dev.mossspore.base.HostPort;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How the time of a direct attempt is shared out (chapter 04 section 12.5). An address that most
 * likely lies behind a NAT is only probed, so that time is left for a hole punch. Pure.
 *
 * @param shortProbe whether the address is only probed
 */
record DialBudget(boolean shortProbe) {
  private static final Set<AddressScope> NEAR =
      EnumSet.of(AddressScope.PRIVATE, AddressScope.LOOPBACK);

  private static final Duration LONGEST_REFRESH = Duration.ofSeconds(1);
  private static final Duration SHORTEST = Duration.ofMillis(250);
  private static final Duration LONGEST_PROBE = Duration.ofMillis(750);
  private static final Duration LONGEST_LAST_PROBE = Duration.ofSeconds(1);

  /**
   * @param lan the address came from a beacon of the local network
   * @param open anybody can dial the peer, or it has no NAT before it
   */
  static DialBudget of(HostPort address, boolean lan, boolean open) {
    return new DialBudget(!lan && !open && !NEAR.contains(AddressScope.of(address.host())));
  }

  /** Time for asking peers for the own external address. */
  static Duration refresh(Duration remaining) {
    Duration third = remaining.dividedBy(3);
    return third.compareTo(SHORTEST) < 0 ? remaining : min(third, LONGEST_REFRESH);
  }

  /** Time for the dial before any hole punch. */
  Duration initial(Duration remaining) {
    return shortProbe
        ? max(min(remaining.dividedBy(4), LONGEST_PROBE), min(remaining, SHORTEST))
        : remaining;
  }

  /** Time for the dial after it. */
  Duration last(Duration remaining) {
    return shortProbe ? min(remaining, LONGEST_LAST_PROBE) : remaining;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
