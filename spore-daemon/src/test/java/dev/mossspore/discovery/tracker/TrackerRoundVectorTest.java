package dev.mossspore.discovery.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.HostPort;
import dev.mossspore.sim.VirtualTime;
import dev.mossspore.testing.Vectors;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class TrackerRoundVectorTest {
  private static final Duration BUDGET = Duration.ofSeconds(5);

  /** To the reference a round without addresses is an error, to ours a success. */
  private static final String NO_PEERS =
      "all answer with no peers: the round is an error although every tracker is healthy";

  private final VirtualTime time = new VirtualTime();
  private final TrackerScores scores = new TrackerScores(time);
  private final FakeTrackers trackers = new FakeTrackers(time);
  private long endedAt;

  static List<JsonNode> cases() {
    return Vectors.cases("discovery/tracker_round");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void endsAsRecorded(JsonNode vector) {
    JsonNode in = vector.path("inputs");
    JsonNode expected = vector.path("outputs").path("result");
    List<URI> order = new ArrayList<>();
    in.path("trackers").forEach(tracker -> order.add(URI.create(tracker.asText())));
    order.forEach(tracker -> prepare(tracker.toString(), in));

    Duration budget = Duration.ofMillis(in.path("budget_ms").asLong());
    CompletableFuture<RoundResult> result = run(order, budget, 0);
    RoundResult ended = result.join();
    assertEquals(
        expected.path("elapsed_ms_rounded_to_100").asLong(),
        Duration.ofNanos(endedAt).toMillis(),
        "milliseconds");
    boolean ok = expected.path("ok").asBoolean() || vector.path("name").asText().equals(NO_PEERS);
    assertEquals(ok, ended instanceof RoundResult.Found, ended::toString);
    if (ended instanceof RoundResult.Found(List<HostPort> addresses)) {
      List<String> peers = new ArrayList<>();
      expected.path("peers").forEach(peer -> peers.add(peer.asText()));
      assertEquals(peers, addresses.stream().map(HostPort::toString).toList());
    }
    List<String> health = new ArrayList<>();
    expected.path("recorded_health").forEach(entry -> health.add(entry.asText()));
    assertEquals(health, recorded(order));
    assertEquals(0, trackers.open(), "nobody is still asked");
  }

  @Test
  void asksFiveAtATimeAndReachesTheLastOfFifteenInOneRound() {
    List<URI> order = dead(14);
    order.add(URI.create("udp://alive/"));
    trackers.knows("udp://alive/", "198.51.100.1:1");
    RoundResult result = run(order, BUDGET, 0).join();
    assertEquals(new RoundResult.Found(List.of(new HostPort("198.51.100.1", 1))), result);
    assertEquals(5, trackers.most());
    assertTrue(endedAt < BUDGET.toNanos(), "within the budget");
  }

  @Test
  void fifteenDeadTrackersDelayNothingBeyondTheBudget() {
    assertTrue(run(dead(15), BUDGET, 0).join() instanceof RoundResult.Failed);
    assertEquals(BUDGET.toMillis(), Math.round(endedAt / 1e6));
    assertEquals(15, trackers.takeAsked().size());
  }

  @Test
  void slowTrackersGetMoreTimeAfterFailedRounds() {
    List<URI> order = new ArrayList<>();
    IntStream.range(0, 15).forEach(i -> order.add(URI.create("udp://slow%d/".formatted(i))));
    for (URI tracker : order) {
      trackers.says(
          tracker.toString(), new TrackerAnswer.Peers(List.of()), Duration.ofMillis(2500));
    }
    assertTrue(run(order, BUDGET, 0).join() instanceof RoundResult.Failed);
    assertTrue(run(order, BUDGET, 1).join() instanceof RoundResult.Found);
  }

  @Test
  void aCancelledRoundAsksNobodyAnyLonger() {
    CompletableFuture<RoundResult> result =
        new TrackerRound(trackers, this::after, scores, request(), dead(7), BUDGET).run(BUDGET);
    assertEquals(5, trackers.open());
    result.cancel(false);
    assertEquals(0, trackers.open());
    time.run(BUDGET);
    assertEquals(5, trackers.takeAsked().size());
  }

  private CompletableFuture<RoundResult> run(List<URI> order, Duration budget, int failed) {
    long start = time.nanos();
    CompletableFuture<RoundResult> result =
        new TrackerRound(
                trackers,
                this::after,
                scores,
                request(),
                order,
                TrackerRound.share(budget, order.size(), failed))
            .run(budget);
    result.thenAccept(ended -> endedAt = time.nanos() - start);
    time.run(budget);
    return result;
  }

  private void after(Duration delay, Runnable action) {
    time.after(delay.toNanos(), action);
  }

  private void prepare(String tracker, JsonNode in) {
    Duration delay = Duration.ofMillis(in.path("answer_delay_ms").path(tracker).asLong());
    JsonNode error = in.path("answer_error").path(tracker);
    if (error.isTextual()) {
      trackers.says(tracker, new TrackerAnswer.Refused(error.asText()), delay);
    } else if (tracker.startsWith("ws:")) {
      trackers.says(tracker, new TrackerAnswer.Refused("unknown scheme ws"), delay);
    } else {
      List<HostPort> peers = new ArrayList<>();
      in.path("answer_peers")
          .path(tracker)
          .forEach(peer -> peers.add(HostPort.parse(peer.asText())));
      trackers.says(tracker, new TrackerAnswer.Peers(peers), delay);
    }
  }

  private List<String> recorded(List<URI> order) {
    return order.stream()
        .sorted()
        .filter(tracker -> scores.of(tracker).answered() || scores.of(tracker).failures() > 0)
        .map(
            tracker ->
                "%s failures=%d healthy=%s"
                    .formatted(
                        tracker, scores.of(tracker).failures(), scores.of(tracker).healthy()))
        .toList();
  }

  private static List<URI> dead(int count) {
    List<URI> trackers = new ArrayList<>();
    IntStream.range(0, count).forEach(i -> trackers.add(URI.create("udp://dead%d/".formatted(i))));
    return trackers;
  }

  private static AnnounceRequest request() {
    return new AnnounceRequest(new byte[20], new byte[20], 1, 50, AnnounceEvent.NONE);
  }
}
