package dev.mossspore.discovery.tracker;

import dev.mossspore.base.HostPort;
import java.util.List;

/** What came of asking all trackers. */
public sealed interface RoundResult {
  /**
   * At least one took the announce.
   *
   * @param addresses what they know, ordered as text; may be empty
   */
  record Found(List<HostPort> addresses) implements RoundResult {
    public Found {
      addresses = List.copyOf(addresses);
    }
  }

  /**
   * None did.
   *
   * @param error the last reason
   */
  record Failed(String error) implements RoundResult {}
}
