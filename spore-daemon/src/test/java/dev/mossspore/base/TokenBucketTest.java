package dev.mossspore.base;

import static dev.mossspore.testing.ForAll.forAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TokenBucketTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void refillsContinuously() {
    TokenBucket bucket = new TokenBucket(2, 3, 0);
    assertEquals(2, taken(bucket, 3, 0));
    assertFalse(bucket.tryTake(333_333_333));
    assertTrue(bucket.tryTake(333_333_334));
    // The two billionths that were too much are kept.
    assertFalse(bucket.tryTake(666_666_666));
    assertTrue(bucket.tryTake(666_666_667));
  }

  @Test
  void holdsNoMoreThanItsCapacityHoweverLongItRests() {
    TokenBucket bucket = new TokenBucket(2, 1_000_000_000, Long.MIN_VALUE);
    assertEquals(2, taken(bucket, 5, -1));
  }

  @Test
  void survivesAWrappingClock() {
    TokenBucket bucket = new TokenBucket(2, 1, Long.MAX_VALUE);
    assertEquals(2, taken(bucket, 5, Long.MAX_VALUE));
    assertEquals(1, taken(bucket, 5, Long.MAX_VALUE + SECOND));
  }

  @Test
  void givesNothingForATimeThatHasBeen() {
    TokenBucket bucket = new TokenBucket(1, 1, 0);
    assertTrue(bucket.tryTake(10 * SECOND));
    assertFalse(bucket.tryTake(9 * SECOND));
    assertFalse(bucket.tryTake(10 * SECOND));
    assertTrue(bucket.tryTake(11 * SECOND));
  }

  @Test
  void losesNothingToRoundingHoweverOftenItIsAsked() {
    forAll(
        20,
        random -> random.nextLong(20_000, 1_000_000),
        step -> {
          TokenBucket bucket = new TokenBucket(2, 7, 0);
          long taken = 0;
          long now = 0;
          for (; now < 3 * SECOND; now += step) {
            taken += bucket.tryTake(now) ? 1 : 0;
          }
          assertEquals(2 + (now - step) * 7 / SECOND, taken);
        });
  }

  @Test
  void refusesWhatIsNoBucket() {
    assertThrows(IllegalArgumentException.class, () -> new TokenBucket(0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new TokenBucket(1, -1, 0));
    assertThrows(IllegalArgumentException.class, () -> new TokenBucket(Long.MAX_VALUE, 1, 0));
  }

  private static int taken(TokenBucket bucket, int wanted, long now) {
    int taken = 0;
    for (int i = 0; i < wanted; i++) {
      taken += bucket.tryTake(now) ? 1 : 0;
    }
    return taken;
  }
}
