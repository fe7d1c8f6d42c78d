package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.base.PeerId;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class DialHistoryTest {
  private static final PeerId PEER = PeerId.of(new byte[PeerId.LENGTH]);

  private final DialHistory history = new DialHistory(Duration.ofSeconds(5));

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
  void aForgottenPeerHasNoPast() {
    history.ended(PEER, false, seconds(0));
    history.retain(peer -> !peer.equals(PEER));
    assertEquals(0, waited(0));
  }

  @Test
  void theShortestWaitIsASecond() {
    DialHistory impatient = new DialHistory(Duration.ZERO);
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
}
