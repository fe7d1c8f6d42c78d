package dev.mossspore.discovery.tracker;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What an operator decides about trackers (chapter 04 section 3.1).
 *
 * @param trackers whom to ask; none for no trackers at all
 * @param interval between two rounds
 * @param budget bound of one round
 */
public record TrackerSettings(List<URI> trackers, Duration interval, Duration budget) {
  public TrackerSettings {
    trackers = trackers.stream().distinct().toList();
  }
}
