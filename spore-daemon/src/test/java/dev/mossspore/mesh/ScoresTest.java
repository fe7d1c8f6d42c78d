package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.base.PeerId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What ours adds to the reference's score: it forgets. */
@Tag("unit")
class ScoresTest {
  private static final long HOUR = Duration.ofHours(1).toNanos();
  private static final double HOURLY = 0.03 * 3600;
  private static final double TOLERANCE = 0.001;

  private final LongAdder evicted = new LongAdder();
  private final Scores scores = new Scores(0, evicted);

  @Test
  void halvesWhatWasEarnedAndLostEverySixHours() {
    scores.application(peer(1), 7, 0);
    for (int i = 0; i < 10; i++) {
      scores.invalidMessage(peer(1), 0);
      scores.firstDelivery(peer(2), 0);
    }
    scores.deliveryDeficit(peer(2), 0);
    scores.tick(6 * HOUR - 1);
    assertEquals(6 * HOURLY - 100 + 7, scores.of(peer(1), 6 * HOUR), TOLERANCE);
    scores.tick(6 * HOUR);
    assertEquals(6 * HOURLY - 50 + 7, scores.of(peer(1), 6 * HOUR), TOLERANCE);
    assertEquals(6 * HOURLY + 3.05, scores.of(peer(2), 6 * HOUR), TOLERANCE);
    scores.invalidMessage(peer(1), 6 * HOUR);
    scores.tick(18 * HOUR);
    assertEquals(18 * HOURLY - 15 + 7, scores.of(peer(1), 18 * HOUR), TOLERANCE);
  }

  @Test
  void creditsADayAtMost() {
    scores.of(peer(1), 0);
    scores.tick(24 * HOUR);
    assertEquals(2592, scores.of(peer(1), 24 * HOUR), TOLERANCE);
    scores.tick(Long.MAX_VALUE);
    assertEquals(2592, scores.of(peer(1), Long.MAX_VALUE), TOLERANCE);
  }

  @Test
  void nothingIsLeftOfAnOldOffence() {
    scores.invalidMessage(peer(1), 0);
    scores.tick(Long.MAX_VALUE);
    assertEquals(2592, scores.of(peer(1), Long.MAX_VALUE), TOLERANCE);
  }

  @Test
  void aRecordOutlivesTheSessionButItsNeighboursDoNot() {
    scores.joined(peer(1), "198.51.100.1:1", 0);
    scores.joined(peer(2), "198.51.100.1:2", 0);
    scores.invalidMessage(peer(1), 0);
    assertEquals(-15, scores.of(peer(1), 0));
    scores.left(peer(2), 0);
    assertEquals(-10, scores.of(peer(1), 0));
    scores.joined(peer(2), "198.51.100.1:2", 0);
    assertEquals(-15, scores.of(peer(1), 0));
    scores.joined(peer(2), "198.51.100.2:2", 0);
    scores.left(peer(1), 0);
    assertEquals(-10, scores.of(peer(1), 0));
  }

  @Test
  void dropsTheRecordUnseenLongestOfThoseThatOweNothing() {
    scores.invalidMessage(peer(0), 0);
    scores.joined(peer(1), "198.51.100.1:1", 0);
    for (int i = 2; i < Scores.MAX_RECORDS; i++) {
      scores.firstDelivery(peer(i), i);
    }
    scores.firstDelivery(peer(2), Scores.MAX_RECORDS);
    assertEquals(0, evicted.sum());
    scores.of(peer(-1), Scores.MAX_RECORDS);
    assertEquals(1, evicted.sum());
    assertEquals(-10, scores.of(peer(0), Scores.MAX_RECORDS));
    assertEquals(1.32, scores.of(peer(2), Scores.MAX_RECORDS), TOLERANCE);
    assertEquals(0.66, scores.of(peer(4), Scores.MAX_RECORDS), TOLERANCE);
    assertEquals(1, evicted.sum());
    // The one that had gone is new.
    assertEquals(0, scores.of(peer(3), Scores.MAX_RECORDS), TOLERANCE);
    assertEquals(2, evicted.sum());
  }

  @Test
  void dropsTheMildestOffenderWhereAllOffended() {
    for (int i = 0; i < Scores.MAX_RECORDS; i++) {
      scores.invalidMessage(peer(i), 0);
      scores.invalidMessage(peer(i), 0);
    }
    scores.firstDelivery(peer(77), 0);
    scores.of(peer(-1), 0);
    assertEquals(1, evicted.sum());
    assertEquals(-20, scores.of(peer(0), 0), TOLERANCE);
    assertEquals(1, evicted.sum());
    assertEquals(0, scores.of(peer(77), 0), TOLERANCE);
  }

  @Test
  void neverDropsAConnectedPeer() {
    for (int i = 0; i <= Scores.MAX_RECORDS; i++) {
      scores.joined(peer(i), "10.0.0.1:" + i, 0);
    }
    scores.of(peer(-1), 0);
    assertEquals(0, evicted.sum());
    scores.of(peer(-2), 0);
    assertEquals(1, evicted.sum());
  }

  private static PeerId peer(int number) {
    return PeerId.of(ByteBuffer.allocate(PeerId.LENGTH).putInt(number).array());
  }
}
