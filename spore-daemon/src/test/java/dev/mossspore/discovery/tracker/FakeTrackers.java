package dev.mossspore.discovery.tracker;

import dev.mossspore.base.HostPort;
import dev.mossspore.sim.VirtualTime;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Trackers that answer after a delay on virtual time; one of which nothing was said is silent. */
final class FakeTrackers implements TrackerClient {
  private final VirtualTime time;
  private final Map<URI, TrackerAnswer> answers = new HashMap<>();
  private final Map<URI, Duration> delays = new HashMap<>();
  private final List<URI> asked = new ArrayList<>();
  private final List<AnnounceEvent> events = new ArrayList<>();
  private final List<CompletableFuture<TrackerAnswer>> open = new ArrayList<>();
  private int most;

  FakeTrackers(VirtualTime time) {
    this.time = time;
  }

  FakeTrackers says(String tracker, TrackerAnswer answer, Duration delay) {
    answers.put(URI.create(tracker), answer);
    delays.put(URI.create(tracker), delay);
    return this;
  }

  FakeTrackers knows(String tracker, String... peers) {
    List<HostPort> addresses = List.of(peers).stream().map(HostPort::parse).toList();
    return says(tracker, new TrackerAnswer.Peers(addresses), Duration.ZERO);
  }

  /** Whom, in the order of asking, since the last call. */
  List<URI> takeAsked() {
    List<URI> taken = List.copyOf(asked);
    asked.clear();
    return taken;
  }

  List<AnnounceEvent> events() {
    return events;
  }

  /** How many were asked at the same time. */
  int most() {
    return most;
  }

  /** Announces neither answered nor cancelled. */
  int open() {
    open.removeIf(CompletableFuture::isDone);
    return open.size();
  }

  @Override
  public CompletableFuture<TrackerAnswer> announce(URI tracker, AnnounceRequest request) {
    asked.add(tracker);
    events.add(request.event());
    CompletableFuture<TrackerAnswer> answer = new CompletableFuture<>();
    open.add(answer);
    most = Math.max(most, open());
    TrackerAnswer prepared = answers.get(tracker);
    if (prepared != null) {
      time.after(
          delays.getOrDefault(tracker, Duration.ZERO).toNanos(), () -> answer.complete(prepared));
    }
    return answer;
  }
}
