package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.PeerId;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class DialHistoryTest {
  private static final PeerId PEER = PeerId.of(new byte[PeerId.LENGTH]);

  private final DialHistory history = new DialHistory(Duration.ofSeconds(5), () -> 0);

  @Test
  void waitsFromTheEndOfAnAttempt() {
    history.began(PEER, seconds(0));
    history.ended(PEER, false, seconds(9));
    assertEquals(10, waited(9));
  }

  @Test
  void anAttemptThatBroughtASessionLeavesNoTrace() {
    history.began(PEER, seconds(0));
    history.ended(PEER, false, seconds(1));
    history.began(PEER, seconds(20));
    history.ended(PEER, true, seconds(21));
    assertEquals(0, waited(21));
    history.began(PEER, seconds(21));
    assertEquals(5, waited(21));
  }

  @Test
  void registrationEndsTheWaitButKeepsTheFailures() {
    history.ended(PEER, false, seconds(0));
    history.registered(PEER, seconds(1));
    assertEquals(0, waited(1));
    history.departed(PEER, true, seconds(100));
    assertEquals(20, waited(100));
  }

  @Test
  void onlyAPeerThatFellSilentIsWaitedFor() {
    history.departed(PEER, true, seconds(0));
    assertEquals(10, waited(0));
    history.departed(PEER, false, seconds(0));
    assertEquals(0, waited(0));
  }

  @Test
  void aPeerWhoseSessionsAreShortIsWaitedForLongerAndLonger() {
    for (int wait : new int[] {10, 20, 40}) {
      history.began(PEER, seconds(0));
      history.ended(PEER, true, seconds(1));
      history.registered(PEER, seconds(1));
      history.departedEarly(PEER, seconds(2));
      assertEquals(wait, waited(2));
    }
    history.departed(PEER, false, seconds(3));
    assertEquals(0, waited(3));
  }

  @Test
  void whoWentAwayTogetherIsExpectedBackTogether() {
    PeerId neighbour = PeerId.of(filled(1));
    PeerId other = PeerId.of(filled(2));
    history.departed(PEER, true, seconds(0));
    history.departed(neighbour, true, seconds(60));
    history.departed(other, true, seconds(61));
    for (int i = 1; i <= 5; i++) {
      history.ended(PEER, false, seconds(61 + i));
      history.ended(neighbour, false, seconds(61 + i));
      history.ended(other, false, seconds(61 + i));
    }
    history.registered(PEER, seconds(70));
    assertTrue(history.due(neighbour, seconds(70)));
    assertFalse(history.due(other, seconds(70)));
  }

  @Test
  void aForgottenPeerHasNoPast() {
    history.ended(PEER, false, seconds(0));
    history.retain(peer -> !peer.equals(PEER));
    assertEquals(0, waited(0));
  }

  @Test
  void theShortestWaitIsASecond() {
    DialHistory impatient = new DialHistory(Duration.ZERO, () -> 0);
    impatient.began(PEER, seconds(0));
    assertEquals(false, impatient.due(PEER, seconds(1) - 1));
    assertEquals(true, impatient.due(PEER, seconds(1)));
  }

  /** Whole seconds after which the peer may be dialled. */
  private long waited(long from) {
    long second = from;
    while (!history.due(PEER, seconds(second))) {
      second++;
    }
    return second - from;
  }

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[PeerId.LENGTH];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
