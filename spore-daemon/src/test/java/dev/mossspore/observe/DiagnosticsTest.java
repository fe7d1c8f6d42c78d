package dev.mossspore.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.Log;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("unit")
@Timeout(30)
class DiagnosticsTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-05-26T18:00:00.123Z"));
  private static final String TS = "2026-05-26T18:00:00.123Z ";
  private static final Log LOG = Log.of("spore");

  private final GatedOutput stderr = new GatedOutput();
  private final Diagnostics diagnostics =
      Diagnostics.install(stderr, Level.INFO, DiagnosticFormat.TEXT, CLOCK, () -> 0);

  @AfterEach
  void close() {
    stderr.open();
    diagnostics.close();
  }

  @Test
  void levelAndFormatChangeWhileRunning() throws InterruptedException {
    stderr.open();
    LOG.debug("hidden");
    LOG.info("node started", "port", 47001);
    assertEquals(TS + "INFO  spore: node started port=47001", stderr.line());

    diagnostics.configure(Level.DEBUG, DiagnosticFormat.JSON);
    assertTrue(LOG.debugging());
    LOG.debug("dialled", "peer", "ab");
    assertEquals(
        "{\"ts\":\"2026-05-26T18:00:00.123Z\",\"level\":\"debug\",\"logger\":\"spore\","
            + "\"msg\":\"dialled\",\"peer\":\"ab\"}",
        stderr.line());

    diagnostics.configure(Level.ERROR, DiagnosticFormat.TEXT);
    LOG.warn("hidden");
    LOG.error("shown");
    assertEquals(TS + "ERROR spore: shown", stderr.line());
  }

  @Test
  void librariesAreHeardFromWarningsOn() throws InterruptedException {
    stderr.open();
    diagnostics.configure(Level.DEBUG, DiagnosticFormat.TEXT);
    System.Logger library = System.getLogger("io.netty.test");
    library.log(Level.INFO, "hidden");
    library.log(Level.WARNING, "shown");
    assertEquals(TS + "WARN  io.netty.test: shown", stderr.line());
  }

  @Test
  void aStuckStandardErrorDropsTheOldestAndSaysHowManyAfterwards() throws InterruptedException {
    LOG.info("first");
    stderr.awaitWriter();
    for (int i = 1; i <= Diagnostics.CAPACITY + 9; i++) {
      LOG.info("line", "n", i);
    }
    assertEquals(9, diagnostics.dropped());
    stderr.open();
    assertEquals(TS + "INFO  spore: first", stderr.line());
    for (int i = 10; i <= Diagnostics.CAPACITY + 9; i++) {
      assertEquals(TS + "INFO  spore: line n=" + i, stderr.line());
    }
    assertEquals(TS + "WARN  log: lines dropped count=9", stderr.line());
  }

  @Test
  void repeatedWarningsAreOneLineAndACount() throws InterruptedException {
    stderr.open();
    for (int i = 0; i < 5; i++) {
      LOG.warn("no answer", "tracker", "a");
      LOG.info("said each time");
    }
    diagnostics.close();
    assertEquals(TS + "WARN  spore: no answer tracker=a", stderr.line());
    for (int i = 0; i < 5; i++) {
      assertEquals(TS + "INFO  spore: said each time", stderr.line());
    }
    assertEquals(TS + "WARN  spore: no answer tracker=a repeated=4", stderr.line());
  }
}
