package dev.mossspore.mesh;

import dev.mossspore.discovery.AddressRank;
import dev.mossspore.discovery.AddressRules;
import dev.mossspore.discovery.PeerFacts;
import java.time.Duration;

/**
 * How the time of one attempt to reach a peer directly is divided (chapter 04 section 12.5). Where
 * nothing says that a peer can be dialled from anywhere, a dial over TCP is a short probe, so that
 * time is left for what gets through NATs; else it may take all there is. Pure.
 *
 * @param shortProbe whether a dial over TCP has little hope
 */
record DialBudget(boolean shortProbe) {
  private static final String PUBLIC = "public";
  private static final Duration LONGEST_REFRESH = Duration.ofSeconds(1);
  private static final Duration LONGEST_FIRST = Duration.ofMillis(750);
  private static final Duration LONGEST_LAST = Duration.ofSeconds(1);
  private static final Duration SHORTEST = Duration.ofMillis(250);

  /** The budget of an attempt to reach a peer of which this is believed. */
  static DialBudget of(PeerFacts peer) {
    boolean near =
        peer.lan()
            || AddressRules.loopback(peer.addr())
            || AddressRank.of(peer.addr()) == AddressRank.PRIVATE;
    boolean reachable =
        peer.capabilities().reachable() || peer.capabilities().natType().equals(PUBLIC);
    return new DialBudget(!near && !reachable);
  }

  /** For finding out once more from where others see this node. */
  Duration refresh(Duration remaining) {
    Duration third = least(remaining.dividedBy(3), LONGEST_REFRESH);
    return third.compareTo(SHORTEST) < 0 ? remaining : third;
  }

  /** For a dial over TCP before anything else is tried. */
  Duration first(Duration remaining) {
    if (!shortProbe) {
      return remaining;
    }
    Duration quarter = least(remaining.dividedBy(4), LONGEST_FIRST);
    return quarter.compareTo(SHORTEST) < 0 ? least(remaining, SHORTEST) : quarter;
  }

  /** For a dial over TCP after all else. */
  Duration last(Duration remaining) {
    return shortProbe ? least(remaining, LONGEST_LAST) : remaining;
  }

  private static Duration least(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
