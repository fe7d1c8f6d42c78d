package dev.mossspore.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.mesh.MeshTables;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What wears meshes out, with 50 nodes; {@link LargeMeshIT} has 200. */
@Tag("net")
class MeshSimTest {
  private static final int SIZE = 50;
  private static final int ROUNDS = 4;

  /** Replays one run: {@code -Dmossspore.seed=N}. */
  private static final long SEED = Long.getLong("mossspore.seed", 7);

  /** Virtual hours of churn; the tables are full after 18. */
  private static final int HOURS = Integer.getInteger("mossspore.churn.hours", 1);

  private static final int FULL_AFTER = 18;
  private static final int FEW = 5;

  @Test
  void pingsAndNothingElseInPeace() {
    scenarios().idle();
  }

  @Test
  void bearsTwoNodesThatDisagreeAboutAThird() {
    scenarios().disagreement();
  }

  @Test
  void bearsAPeerThatComesBackAtOnceWheneverItsSessionEnds() {
    scenarios().redialling();
  }

  @Test
  void bearsOneIdentityAtTwentyAddresses() {
    scenarios().clones();
  }

  @Test
  void isWholeAgainAMinuteAfterManyRestarts() {
    scenarios().restarts();
  }

  @Test
  void isWholeAgainAMinuteAfterAPartition() {
    scenarios().partition(Duration.ofMinutes(4));
  }

  /** Nodes restart and visitors come and go; run for a day by {@code churn.sh}. */
  @Test
  void staysBoundedUnderChurn() {
    Scenarios few = new Scenarios(FEW, ROUNDS, SEED);
    int early = Math.min(HOURS, FULL_AFTER);
    List<MeshTables> before = few.churn(Duration.ofHours(early));
    if (HOURS > early) {
      List<MeshTables> after = few.churn(Duration.ofHours(HOURS - early));
      assertEquals(sizes(before), sizes(after));
    }
  }

  private static Scenarios scenarios() {
    return new Scenarios(SIZE, ROUNDS, SEED);
  }

  /** The directory and the scores, which are what may grow; the others follow the moment. */
  private static List<List<Integer>> sizes(List<MeshTables> nodes) {
    return nodes.stream().map(tables -> List.of(tables.known(), tables.scores())).toList();
  }
}
