package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.testing.TestTracker;
import dev.mossspore.testkit.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reload, a drain and a stop of the real launcher make trackers hear. */
@Tag("system")
class ReloadSearchIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path directory;
  private TestTracker tracker;
  private ReloadedSpore spore;

  @BeforeEach
  void start() throws IOException {
    tracker = TestTracker.start();
    spore = new ReloadedSpore(directory);
  }

  @AfterEach
  void end() {
    spore.close();
    tracker.close();
  }

  @Test
  void trackersAreAskedFromNowOnAndLeftWhenTheyAreTakenAway() {
    assertEquals(200, spore.process().status("/ready"));
    assertEquals(0, spore.metric("tracker_last_success_seconds"));
    use(tracker);
    awaitHeard("event=started", 1);
    assertTrue(tracker.queries().getFirst().contains("port=" + spore.process().port()));
    Await.until("it counts", LIMIT, () -> spore.metric("tracker_last_success_seconds") > 0);
    spore.config().with("trackers", "[]");
    spore.reload();
    awaitHeard("event=stopped", 1);
  }

  @Test
  void theIntervalIsTimedFromNow() {
    use(tracker);
    awaitHeard("event=started", 1);
    Await.until("the round ends", LIMIT, () -> spore.metric("tracker_last_success_seconds") > 0);
    spore.config().with("announce_interval_sec", "10");
    long from = System.nanoTime();
    spore.reload();
    Await.until("it comes again", LIMIT, () -> tracker.queries().size() == 2);
    long seconds = Duration.ofNanos(System.nanoTime() - from).toSeconds();
    assertTrue(seconds >= 9, "after " + seconds + " s");
  }

  @Test
  void aRoundTakesNoLongerThanItMayFromNowOn() {
    tracker.silence();
    try (ReloadedSpore waiting =
        new ReloadedSpore(
            directory,
            config ->
                config.with("trackers", listOf(tracker)).with("bootstrap_timeout_sec", "300"))) {
      awaitHeard("event=started", 1);
      assertEquals(503, waiting.process().status("/ready"));
      assertEquals("bootstrapping", waiting.process().json("/ready").at("/reasons/0").asText());
      waiting.config().with("bootstrap_timeout_sec", "1");
      waiting.reload();
      Await.until(
          "the round fails", LIMIT, () -> waiting.process().out().contains("\"TrackerFailure\""));
      assertEquals(200, waiting.process().status("/ready"));
      assertEquals(1, waiting.metric("tracker_rounds_total{result=\"failed\"}"));
    }
  }

  @Test
  void aDrainingSporeIsNotToBeFound() {
    use(tracker);
    awaitHeard("event=started", 1);
    Await.until("the round ends", LIMIT, () -> spore.metric("tracker_last_success_seconds") > 0);
    spore.process().signal("USR1");
    awaitHeard("event=stopped", 1);
    spore.config().with("announce_interval_sec", "10");
    spore.reload();
    spore.process().signal("TERM");
    assertEquals(0, spore.process().awaitEnd());
    assertEquals(2, tracker.queries().size());
  }

  private void use(TestTracker used) {
    spore.config().with("trackers", listOf(used));
    spore.reload();
  }

  private static String listOf(TestTracker used) {
    return "[\"" + used.url() + "\"]";
  }

  private void awaitHeard(String part, long times) {
    Await.until("it hears " + part, LIMIT, () -> tracker.count(part) == times);
  }
}
