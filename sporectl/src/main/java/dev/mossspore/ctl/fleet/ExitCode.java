package dev.mossspore.ctl.fleet;

import java.util.Collection;

/** How {@code sporectl} ends. */
public enum ExitCode {
  OK(0),
  /** There is a finding, or a condition is not met. */
  FINDING(1),
  USAGE(2),
  SOME_FAILED(3),
  NONE_REACHABLE(4),
  REFUSED(5),
  TIMED_OUT(6),
  /** Something went wrong that cannot. */
  BUG(70),
  INTERRUPTED(130);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  /** For the operating system. */
  public int status() {
    return status;
  }

  /** What the hosts' outcomes come to; {@code finding} counts where every host answered. */
  public static ExitCode of(Collection<Outcome> outcomes, boolean finding) {
    if (outcomes.stream().allMatch(Outcome.OK::equals)) {
      return finding ? FINDING : OK;
    }
    if (outcomes.contains(Outcome.OK)) {
      return SOME_FAILED;
    }
    if (outcomes.stream().distinct().count() > 1) {
      return NONE_REACHABLE;
    }
    return switch (outcomes.iterator().next()) {
      case REFUSED -> REFUSED;
      case TIMED_OUT -> TIMED_OUT;
      case FAILED -> SOME_FAILED;
      default -> NONE_REACHABLE;
    };
  }
}
