package dev.mossspore.discovery.tracker;

import dev.mossspore.base.Backoff;
import dev.mossspore.base.Log;
import dev.mossspore.base.Ticker;
import dev.mossspore.event.SporeEvent;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Announces the node round after round (chapter 04 section 3.2), tells of each as an event, and of
 * the first of several failures in the log. Confined to the loop of its timers.
 *
 * <p>Ours asks again sooner after a round in which nobody answered: a host that boots often has its
 * network only a little later.
 */
final class Announcer {
  /** Addresses asked for. */
  static final int WANTED = 50;

  private static final Log LOG = Log.of("discovery");
  private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final TrackerClient client;
  private final Timers timers;
  private final TrackerScores scores;
  private final byte[] infohash;
  private final byte[] peerId;
  private final TrackerUse use;
  private final TrackerCounters counters;
  private TrackerSettings settings = new TrackerSettings(List.of(), Duration.ZERO, Duration.ZERO);
  private CompletableFuture<RoundResult> round = new CompletableFuture<>();
  private AnnounceEvent event = AnnounceEvent.STARTED;
  private int failedRounds;

  /** Raised to make rounds that were planned before unwanted. */
  private int plan;

  Announcer(
      TrackerClient client,
      Timers timers,
      Ticker ticker,
      byte[] infohash,
      byte[] peerId,
      TrackerUse use,
      TrackerCounters counters) {
    this.client = client;
    this.timers = timers;
    this.scores = new TrackerScores(ticker);
    this.infohash = infohash;
    this.peerId = peerId;
    this.use = use;
    this.counters = counters;
  }

  /**
   * Goes on with these: at once with other trackers, or if none has been asked to the end yet, else
   * after the new interval. Those that are no longer asked are told that the node goes.
   */
  void configure(TrackerSettings next) {
    boolean others = !next.trackers().equals(settings.trackers());
    round.cancel(false);
    leave(settings.trackers().stream().filter(old -> !next.trackers().contains(old)).toList());
    settings = next;
    if (others) {
      failedRounds = 0;
      event = AnnounceEvent.STARTED;
    }
    later(event == AnnounceEvent.STARTED && failedRounds == 0 ? Duration.ZERO : next.interval());
  }

  /**
   * Stops, and tells the trackers that know of this node that it goes; this takes a second at most.
   */
  CompletableFuture<Void> stop() {
    plan++;
    round.cancel(false);
    return leave(settings.trackers());
  }

  private CompletableFuture<Void> leave(Collection<URI> trackers) {
    List<CompletableFuture<TrackerAnswer>> farewells =
        trackers.stream()
            .filter(tracker -> scores.of(tracker).healthy())
            .limit(TrackerRound.WORKERS)
            .map(tracker -> client.announce(tracker, request(AnnounceEvent.STOPPED)))
            .toList();
    CompletableFuture<Void> told =
        CompletableFuture.allOf(farewells.toArray(CompletableFuture[]::new));
    timers.after(FAREWELL, () -> farewells.forEach(farewell -> farewell.cancel(false)));
    return told;
  }

  private void later(Duration wait) {
    int planned = ++plan;
    if (settings.trackers().isEmpty()) {
      return;
    }
    timers.after(
        wait,
        () -> {
          if (planned == plan) {
            round();
          }
        });
  }

  private void round() {
    List<URI> order = scores.order(settings.trackers());
    round =
        new TrackerRound(
                client,
                timers,
                scores,
                request(event),
                order,
                TrackerRound.share(settings.budget(), order.size(), failedRounds))
            .run(settings.budget());
    round.thenAccept(this::ended);
  }

  private void ended(RoundResult result) {
    counters.ended(result);
    switch (result) {
      case RoundResult.Found found -> {
        if (failedRounds > 0) {
          LOG.info("trackers answer again", "peers", found.addresses().size());
        }
        failedRounds = 0;
        event = AnnounceEvent.NONE;
        use.found().accept(found.addresses());
        use.events()
            .publish(
                new SporeEvent.TrackerAnnounce(
                    found.addresses().size(), use.connected().getAsInt()));
        later(settings.interval());
      }
      case RoundResult.Failed(String error) -> {
        if (failedRounds++ == 0) {
          LOG.warn(
              "no tracker answers, trying on",
              "trackers",
              settings.trackers().size(),
              "error",
              error);
        }
        use.events().publish(new SporeEvent.TrackerFailure(error));
        later(new Backoff(FIRST_RETRY, settings.interval()).longest(failedRounds - 1));
      }
    }
    use.ended().accept(result);
  }

  private AnnounceRequest request(AnnounceEvent why) {
    return new AnnounceRequest(infohash, peerId, use.port().getAsInt(), WANTED, why);
  }
}
