package dev.mossspore.discovery.tracker;

import dev.mossspore.base.Ticker;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How trackers have behaved, and so whom to ask first (chapter 04 section 3.3): those that failed
 * least in a row, then those that answered last, so that dead ones come last. Remembers configured
 * trackers only. Confined to one loop.
 */
final class TrackerScores {
  private final Ticker ticker;
  private final Map<URI, Score> scores = new HashMap<>();
  private int blindOrders;

  /**
   * A tracker's past.
   *
   * @param failures in a row
   * @param answered whether it has answered at all
   * @param answeredAt when it did last; nanoseconds of the clock
   */
  record Score(int failures, boolean answered, long answeredAt) {
    private static final Score NONE = new Score(0, false, 0);

    boolean healthy() {
      return answered && failures == 0;
    }
  }

  TrackerScores(Ticker ticker) {
    this.ticker = ticker;
  }

  /** The configured trackers in the order to ask them; what is not configured is forgotten. */
  List<URI> order(Collection<URI> configured) {
    scores.keySet().retainAll(configured);
    List<URI> order = new ArrayList<>(configured);
    if (!scores.isEmpty()) {
      order.sort(ranking(ticker.nanos()));
    } else if (!order.isEmpty()) {
      Collections.rotate(order, -(blindOrders++ % order.size()));
    }
    return order;
  }

  void answered(URI tracker) {
    scores.put(tracker, new Score(0, true, ticker.nanos()));
  }

  void failed(URI tracker) {
    Score past = of(tracker);
    scores.put(tracker, new Score(past.failures() + 1, past.answered(), past.answeredAt()));
  }

  Score of(URI tracker) {
    return scores.getOrDefault(tracker, Score.NONE);
  }

  private Comparator<URI> ranking(long now) {
    return Comparator.<URI>comparingInt(tracker -> of(tracker).failures())
        .thenComparing(tracker -> !of(tracker).answered())
        .thenComparingLong(tracker -> now - of(tracker).answeredAt())
        .thenComparing(URI::toString);
  }
}
