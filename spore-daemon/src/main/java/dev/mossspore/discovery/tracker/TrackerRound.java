package dev.mossspore.discovery.tracker;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.Log;
import dev.mossspore.discovery.tracker.TrackerAnswer.Peers;
import dev.mossspore.discovery.tracker.TrackerAnswer.Refused;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * Asks trackers in turn, five at a time (chapter 04 section 3.3). Ends when all have answered, half
 * a second after the first address came, or when the budget is used up. A tracker that is silent
 * for its share of the budget makes room for the next one; one that had no time to fail keeps its
 * score. Used once; confined to the loop of its timers.
 */
final class TrackerRound {
  static final int WORKERS = 5;

  private static final Log LOG = Log.of("discovery");
  private static final Duration GRACE = Duration.ofMillis(500);

  private final TrackerClient client;
  private final Timers timers;
  private final TrackerScores scores;
  private final AnnounceRequest request;
  private final Duration share;
  private final Queue<URI> waiting;
  private final Map<URI, CompletableFuture<TrackerAnswer>> asked = new HashMap<>();
  private final TreeSet<HostPort> found = new TreeSet<>(Comparator.comparing(HostPort::toString));
  private final CompletableFuture<RoundResult> result = new CompletableFuture<>();
  private boolean answered;
  private boolean tooLate;
  private String error = "no tracker could be asked";

  /**
   * @param order whom to ask, the first ones first
   * @param share how long one tracker may take
   */
  TrackerRound(
      TrackerClient client,
      Timers timers,
      TrackerScores scores,
      AnnounceRequest request,
      List<URI> order,
      Duration share) {
    this.client = client;
    this.timers = timers;
    this.scores = scores;
    this.request = request;
    this.waiting = new ArrayDeque<>(order);
    this.share = share;
  }

  /**
   * The share of one of so many trackers: all of the budget if they can be asked at once, else so
   * much that each gets its turn. Doubled with each failed round before: on a slow path a second
   * may not be enough for anybody.
   */
  static Duration share(Duration budget, int trackers, int failedRounds) {
    int turns = Math.max(1, Math.ceilDiv(trackers, WORKERS) >> Math.min(failedRounds, 30));
    return budget.dividedBy(turns);
  }

  /** Begins; the result completes once, and if it is cancelled so is the round. */
  CompletableFuture<RoundResult> run(Duration budget) {
    result.whenComplete((ended, cancelled) -> asked.values().forEach(ask -> ask.cancel(false)));
    // So late that whoever begins now could not but fail.
    timers.after(budget.minus(share.dividedBy(2)), () -> tooLate = true);
    timers.after(budget, this::outOfTime);
    next();
    return result;
  }

  private void next() {
    while (!result.isDone() && !tooLate && asked.size() < WORKERS && !waiting.isEmpty()) {
      ask(waiting.remove());
    }
    if (asked.isEmpty()) {
      end();
    }
  }

  private void ask(URI tracker) {
    CompletableFuture<TrackerAnswer> answer = client.announce(tracker, request);
    asked.put(tracker, answer);
    timers.after(share, () -> silent(tracker));
    answer.thenAccept(given -> settled(tracker, given));
  }

  private void silent(URI tracker) {
    CompletableFuture<TrackerAnswer> answer = asked.get(tracker);
    if (answer != null && !result.isDone()) {
      answer.cancel(false);
      settled(tracker, new Refused("no answer in time"));
    }
  }

  private void settled(URI tracker, TrackerAnswer answer) {
    if (result.isDone()) {
      return;
    }
    asked.remove(tracker);
    switch (answer) {
      case Peers(List<HostPort> addresses) -> {
        LOG.debug("tracker answered", "tracker", tracker, "peers", addresses.size());
        scores.answered(tracker);
        answered = true;
        if (found.isEmpty() && !addresses.isEmpty()) {
          timers.after(GRACE, this::end);
        }
        found.addAll(addresses);
      }
      case Refused(String reason) -> {
        LOG.debug("tracker failed", "tracker", tracker, "error", reason);
        scores.failed(tracker);
        error = reason;
      }
    }
    next();
  }

  private void outOfTime() {
    List.copyOf(asked.keySet()).forEach(this::silent);
    end();
  }

  private void end() {
    result.complete(
        answered ? new RoundResult.Found(List.copyOf(found)) : new RoundResult.Failed(error));
  }
}
