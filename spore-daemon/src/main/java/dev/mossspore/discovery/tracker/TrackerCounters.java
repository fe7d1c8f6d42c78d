package dev.mossspore.discovery.tracker;

import java.util.concurrent.atomic.LongAdder;

/**
 * What trackers did since the start. Any thread.
 *
 * @param rounds that brought an answer
 * @param failedRounds that brought none
 * @param implausible addresses that the tracker cannot know
 * @param surplus addresses beyond what one answer may bring
 */
public record TrackerCounters(
    LongAdder rounds, LongAdder failedRounds, LongAdder implausible, LongAdder surplus) {
  /** All at zero. */
  TrackerCounters() {
    this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
  }

  void ended(RoundResult result) {
    (result instanceof RoundResult.Found ? rounds : failedRounds).increment();
  }
}
