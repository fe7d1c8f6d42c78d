package dev.mossspore.ctl.tail;

import dev.mossspore.ctl.fleet.Failure;
import dev.mossspore.ctl.fleet.Outcome;
import dev.mossspore.ctl.view.EventView;
import java.time.Duration;
import java.time.Instant;

/** What a host's stream brings. */
public sealed interface TailItem {
  /** Whose it is. */
  String host();

  /**
   * The stream runs.
   *
   * @param offset how far the host's clock is ahead of ours
   * @param again whether it ran before
   * @param restarted whether the daemon is another than before
   */
  record Began(String host, Duration offset, boolean again, boolean restarted)
      implements TailItem {}

  /**
   * An event.
   *
   * @param at its time by our clock
   */
  record Happened(String host, Duration offset, Instant at, EventView event) implements TailItem {}

  /** Everything of this host until then, by our clock, has been brought. */
  record CaughtUp(String host, Instant at) implements TailItem {}

  /** Events that nobody will bring. */
  record Lost(String host, Instant at, long count, String reason) implements TailItem {}

  /** The stream broke, and is tried again. */
  record Broke(String host, Outcome outcome, Failure failure) implements TailItem {}

  /** Nothing more comes, for this reason or because all is there. */
  record Ended(String host, Outcome outcome, @org.jspecify.annotations.Nullable Failure failure)
      implements TailItem {}
}
