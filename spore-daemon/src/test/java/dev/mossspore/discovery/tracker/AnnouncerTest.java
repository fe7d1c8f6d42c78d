package dev.mossspore.discovery.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.HostPort;
import dev.mossspore.event.SporeEvent;
import dev.mossspore.sim.VirtualTime;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class AnnouncerTest {
  private static final Duration INTERVAL = Duration.ofMinutes(2);
  private static final Duration BUDGET = Duration.ofSeconds(5);
  private static final TrackerAnswer EMPTY = new TrackerAnswer.Peers(List.of());
  private static final TrackerAnswer DEAD = new TrackerAnswer.Refused("boom");

  private final VirtualTime time = new VirtualTime();
  private final FakeTrackers trackers = new FakeTrackers(time);
  private final List<SporeEvent> events = new ArrayList<>();
  private final List<HostPort> found = new ArrayList<>();
  private final List<RoundResult> results = new ArrayList<>();
  private final TrackerCounters counters = new TrackerCounters();
  private final Announcer announcer =
      new Announcer(
          trackers,
          (delay, action) -> time.after(delay.toNanos(), action),
          time,
          new byte[20],
          new byte[20],
          new TrackerUse(() -> 4001, () -> 3, found::addAll, events::add, results::add),
          counters);

  @Test
  void announcesAtOnceAndThenOnceInEachInterval() {
    trackers.knows("udp://a/", "198.51.100.1:1", "198.51.100.2:2");
    configure("udp://a/");
    time.run(Duration.ofSeconds(1));
    assertEquals(List.of(new SporeEvent.TrackerAnnounce(2, 3)), events);
    assertEquals(List.of(new RoundResult.Found(found)), results);
    assertEquals(2, found.size());
    time.run(INTERVAL.multipliedBy(3));
    assertEquals(4, events.size());
    assertEquals(
        List.of(AnnounceEvent.STARTED, AnnounceEvent.NONE, AnnounceEvent.NONE, AnnounceEvent.NONE),
        trackers.events());
    assertEquals(4, counters.rounds().sum());
  }

  @Test
  void anEmptyAnswerIsNoFailure() {
    trackers.says("udp://a/", EMPTY, Duration.ZERO).says("udp://b/", DEAD, Duration.ZERO);
    configure("udp://a/", "udp://b/");
    time.run(Duration.ofSeconds(1));
    assertEquals(List.of(new SporeEvent.TrackerAnnounce(0, 3)), events);
  }

  @Test
  void asksSoonerAgainWhileNobodyAnswersAndSaysStartedUntilSomebodyDid() {
    trackers.says("udp://a/", DEAD, Duration.ZERO);
    configure("udp://a/");
    time.run(Duration.ofSeconds(71)); // at 0, 10, 30 and 70 seconds
    assertEquals(4, trackers.takeAsked().size());
    assertEquals(new SporeEvent.TrackerFailure("boom"), events.getLast());
    trackers.says("udp://a/", EMPTY, Duration.ZERO);
    time.run(INTERVAL.multipliedBy(2));
    assertEquals(
        List.of(AnnounceEvent.STARTED, AnnounceEvent.NONE),
        trackers.events().subList(4, trackers.events().size()));
    assertEquals(4, counters.failedRounds().sum());
  }

  @Test
  void neverAsksMoreOftenThanTheIntervalAllowsWhenItIsShort() {
    trackers.says("udp://a/", DEAD, Duration.ZERO);
    announcer.configure(new TrackerSettings(uris("udp://a/"), Duration.ofSeconds(10), BUDGET));
    time.run(Duration.ofSeconds(99));
    assertEquals(10, trackers.takeAsked().size());
  }

  @Test
  void otherTrackersAreAskedAtOnceAndTheSameOnesAfterTheNewInterval() {
    trackers.knows("udp://a/", "198.51.100.1:1").knows("udp://b/", "198.51.100.2:2");
    configure("udp://a/");
    time.run(Duration.ofSeconds(1));
    trackers.takeAsked();
    announcer.configure(new TrackerSettings(uris("udp://a/"), Duration.ofSeconds(20), BUDGET));
    time.run(Duration.ofSeconds(19));
    assertEquals(List.of(), trackers.takeAsked());
    time.run(Duration.ofSeconds(2));
    assertEquals(uris("udp://a/"), trackers.takeAsked());
    configure("udp://b/");
    time.run(Duration.ofSeconds(1));
    assertEquals(uris("udp://a/", "udp://b/"), trackers.takeAsked());
    configure();
    time.run(INTERVAL.multipliedBy(5));
    assertEquals(uris("udp://b/"), trackers.takeAsked());
  }

  @Test
  void thoseThatAreNoLongerAskedAreToldThatItGoes() {
    trackers.knows("udp://a/", "198.51.100.1:1").knows("udp://b/", "198.51.100.2:2");
    configure("udp://a/", "udp://b/");
    time.run(Duration.ofSeconds(1));
    configure("udp://b/");
    assertEquals(AnnounceEvent.STOPPED, trackers.events().getLast());
    assertEquals(URI.create("udp://a/"), trackers.takeAsked().getLast());
    time.run(Duration.ofSeconds(1));
    trackers.takeAsked();
    configure();
    time.run(INTERVAL.multipliedBy(3));
    assertEquals(uris("udp://b/"), trackers.takeAsked());
    assertEquals(AnnounceEvent.STOPPED, trackers.events().getLast());
    configure("udp://b/");
    time.run(Duration.ofSeconds(1));
    assertEquals(AnnounceEvent.STARTED, trackers.events().getLast());
  }

  @Test
  void aReloadInTheMiddleOfTheFirstRoundBeginsItAnew() {
    trackers.says("udp://a/", EMPTY, Duration.ofSeconds(2));
    configure("udp://a/");
    time.run(Duration.ofSeconds(1));
    announcer.configure(new TrackerSettings(uris("udp://a/"), INTERVAL.dividedBy(2), BUDGET));
    time.run(Duration.ofSeconds(3));
    assertEquals(1, results.size());
  }

  @Test
  void tellsThoseThatKnowOfItThatItGoes() {
    trackers.knows("udp://a/", "198.51.100.1:1").says("udp://dead/", DEAD, Duration.ZERO);
    configure("udp://dead/", "udp://a/");
    time.run(Duration.ofSeconds(1));
    trackers.takeAsked();
    CompletableFuture<Void> told = announcer.stop();
    time.run(Duration.ofMillis(10));
    assertTrue(told.isDone());
    assertEquals(uris("udp://a/"), trackers.takeAsked());
    assertEquals(AnnounceEvent.STOPPED, trackers.events().getLast());
    time.run(INTERVAL.multipliedBy(2));
    assertEquals(List.of(), trackers.takeAsked());
  }

  @Test
  void waitsForASilentTrackerForASecondAtTheEnd() {
    trackers.knows("udp://a/", "198.51.100.1:1");
    configure("udp://a/");
    time.run(Duration.ofSeconds(1));
    trackers.says("udp://a/", EMPTY, Duration.ofMinutes(1));
    CompletableFuture<Void> told = announcer.stop();
    time.run(Duration.ofMillis(999));
    assertFalse(told.isDone());
    time.run(Duration.ofMillis(2));
    assertTrue(told.isDone());
    assertEquals(0, trackers.open());
  }

  private void configure(String... urls) {
    announcer.configure(new TrackerSettings(uris(urls), INTERVAL, BUDGET));
  }

  private static List<URI> uris(String... urls) {
    return Stream.of(urls).map(URI::create).toList();
  }
}
