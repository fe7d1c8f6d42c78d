package dev.mossspore.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.event.SporeEvent;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("unit")
@Timeout(30)
class EventLogTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-05-26T18:00:00.123Z"));
  private static final String WARN = "2026-05-26T18:00:00.123Z WARN  events: ";

  private final GatedOutput stdout = new GatedOutput();
  private final GatedOutput stderr = GatedOutput.opened();
  private final Diagnostics diagnostics =
      Diagnostics.install(stderr, Level.INFO, DiagnosticFormat.TEXT, CLOCK, () -> 0);
  private final EventLog log = new EventLog(stdout, CLOCK);

  @AfterEach
  void close() {
    stdout.open();
    log.close();
    diagnostics.close();
  }

  @Test
  void aStuckStandardOutputDropsTheOldestAndSaysHowManyAfterwards() throws InterruptedException {
    publish(0);
    stdout.awaitWriter();
    for (int i = 1; i <= EventLog.CAPACITY + 7; i++) {
      publish(i);
    }
    assertEquals(7, log.dropped());

    stdout.open();
    assertTrue(stdout.line().contains("\\\"candidate_peers\\\":0,"));
    assertTrue(stdout.line().contains("\\\"candidate_peers\\\":8,"));
    assertEquals(WARN + "event lines dropped count=7", stderr.line());
  }

  @Test
  void aClosedStandardOutputIsLoggedOnce() throws InterruptedException {
    stdout.fail(true);
    stdout.open();
    for (int i = 0; i < 3; i++) {
      publish(i);
      stdout.awaitWriter();
    }
    log.close();
    assertEquals(3, log.dropped());
    assertEquals(
        WARN
            + "event output failed, lines are discarded error=\"java.io.IOException: Broken pipe\"",
        stderr.line());
    diagnostics.close();
    assertTrue(stderr.silent());
  }

  private void publish(int candidates) {
    log.publish(new SporeEvent.TrackerAnnounce(candidates, 0));
  }
}
