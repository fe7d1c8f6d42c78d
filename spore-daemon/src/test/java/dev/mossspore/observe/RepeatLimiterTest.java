package dev.mossspore.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class RepeatLimiterTest {
  private long now = Long.MAX_VALUE - 5;
  private final RepeatLimiter limiter = new RepeatLimiter(() -> now);

  @Test
  void theFirstPassesAndTheRestIsCountedEveryMinute() {
    assertTrue(limiter.admit(warning("a", 1)));
    assertFalse(limiter.admit(warning("a", 1)));
    assertFalse(limiter.admit(warning("a", 1)));
    assertTrue(limiter.admit(warning("a", 2)), "another field makes another warning");
    pass(59);
    assertEquals(List.of(), due());
    pass(1);
    assertEquals(List.of("c: a n=1 repeated=2"), due());

    assertFalse(limiter.admit(warning("a", 1)), "still the same flood");
    pass(60);
    assertEquals(List.of("c: a n=1 repeated=1"), due());
    pass(60);
    assertEquals(List.of(), due());
    assertTrue(limiter.admit(warning("a", 1)), "a quiet minute ends it");
  }

  @Test
  void theRestIsCountedAtTheEnd() {
    limiter.admit(warning("a", 1));
    limiter.admit(warning("a", 1));
    assertEquals(1, limiter.rest().size());
    assertEquals(0, limiter.rest().size());
  }

  @Test
  void aFullMemoryLetsOthersPassUntilThereIsRoom() {
    for (int i = 0; i < RepeatLimiter.REMEMBERED; i++) {
      limiter.admit(warning("a", i));
    }
    assertTrue(limiter.admit(warning("b", 0)));
    assertTrue(limiter.admit(warning("b", 0)));
    assertFalse(limiter.admit(warning("a", 0)));
    pass(60);
    due();
    assertTrue(limiter.admit(warning("b", 0)));
    assertFalse(limiter.admit(warning("b", 0)));
  }

  private void pass(long seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }

  private List<String> due() {
    return limiter.due().stream().map(DiagnosticFormat::body).toList();
  }

  private static Diagnostic warning(String message, int n) {
    return new Diagnostic(
        Level.WARNING, "c", message, List.of(new Diagnostic.Field("n", n)), "stack");
  }
}
