package dev.mossspore.relay;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether this node could relay for anybody who asks (chapter 05 section 2.1). Pure.
 *
 * @param natType by its name on the wire
 * @param reachable whether it is confirmed that it can be dialled
 * @param full whether all slots are taken
 */
record Readiness(
    boolean enabled,
    boolean draining,
    boolean quotaUsed,
    String natType,
    boolean reachable,
    Duration uptime,
    Duration minUptime,
    boolean full,
    boolean overloaded) {
  private static final Set<String> OPEN_NAT_TYPES = Set.of("public", "full_cone");

  /** All that speaks against it; empty if it is ready. */
  Set<Blocker> blockers() {
    Set<Blocker> found = EnumSet.noneOf(Blocker.class);
    add(found, !enabled, Blocker.DISABLED);
    add(found, draining, Blocker.DRAINING);
    add(found, quotaUsed, Blocker.QUOTA_USED);
    add(found, !OPEN_NAT_TYPES.contains(natType), Blocker.NAT_TYPE);
    add(found, !reachable, Blocker.NOT_REACHABLE);
    add(found, uptime.compareTo(minUptime) < 0, Blocker.UPTIME);
    add(found, full, Blocker.NO_FREE_SLOT);
    add(found, overloaded, Blocker.OVERLOADED);
    return found;
  }

  private static void add(Set<Blocker> found, boolean condition, Blocker blocker) {
    if (condition) {
      found.add(blocker);
    }
  }
}
