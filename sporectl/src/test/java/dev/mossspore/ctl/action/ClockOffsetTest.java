package dev.mossspore.ctl.action;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ClockOffsetTest {
  private static final Instant ASKED = Instant.parse("2026-05-26T18:00:00Z");
  private static final Instant ANSWERED = ASKED.plusSeconds(2);

  @Test
  void isTheDifferenceToTheMiddleOfTheRoundTrip() {
    assertEquals(Duration.ofSeconds(9), offset(10));
    assertEquals(Duration.ofSeconds(-11), offset(-10));
  }

  @Test
  void isNothingThatASlowAnswerExplains() {
    assertEquals(Duration.ZERO, offset(0));
    assertEquals(Duration.ZERO, offset(2));
    assertEquals(Duration.ofSeconds(2), offset(3));
  }

  private static Duration offset(int secondsThere) {
    return ClockOffset.of(ASKED, ANSWERED, ASKED.plusSeconds(secondsThere));
  }
}
