package dev.mossspore.sim;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What wears meshes out, with 200 nodes, one thing after the other where that can be, since they
 * take long to meet. What restarts leave to be told is still told in the minutes after them, so
 * nothing else is measured then.
 */
@Tag("large")
class LargeMeshIT {
  private static final int SIZE = 200;
  private static final int ROUNDS = 2;
  private static final long SEED = Long.getLong("mossspore.seed", 7);

  @Test
  void bearsWhatItsNodesDo() {
    Scenarios scenarios = new Scenarios(SIZE, ROUNDS, SEED);
    scenarios.idle();
    scenarios.disagreement();
    scenarios.redialling();
    scenarios.clones();
    scenarios.restarts();
  }

  @Test
  void isWholeAgainAMinuteAfterAPartition() {
    new Scenarios(SIZE, ROUNDS, SEED).partition(Duration.ofMinutes(3));
  }
}
