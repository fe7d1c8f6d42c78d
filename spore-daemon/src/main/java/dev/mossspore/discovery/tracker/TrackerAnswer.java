package dev.mossspore.discovery.tracker;

import dev.mossspore.base.HostPort;
import java.util.List;

/** How an announce ended. */
sealed interface TrackerAnswer {
  /** The tracker took the announce; it may know of nobody. */
  record Peers(List<HostPort> addresses) implements TrackerAnswer {
    public Peers {
      addresses = List.copyOf(addresses);
    }
  }

  /**
   * There was no answer of use.
   *
   * @param reason for people; cut, since it may quote the tracker
   */
  record Refused(String reason) implements TrackerAnswer {
    private static final int MAX_REASON = 200;

    public Refused {
      reason = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
    }
  }
}
