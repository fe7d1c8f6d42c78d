package dev.mossspore.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
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

  /** Virtual hours of churn. */
  private static final int HOURS = Integer.getInteger("mossspore.churn.hours", 1);

  /** After so many hours as many peers are forgotten as come. */
  private static final int SETTLED = 12;

  private static final int SPAN = 6;
  private static final double FLAT = 1.05;
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

  /** The longest wait is five minutes; a dial ends within five seconds. */
  @Test
  void aStaticPeerThatWasAwayForAnHourIsBackWithinTheLongestWait() {
    World world = new World(SEED, 2, 10);
    world.secondsUntilWhole(Duration.ofMinutes(1));
    SimSpore away = world.spores().get(1);
    for (Runnable leave : List.<Runnable>of(away::kill, away::lose)) {
      leave.run();
      world.run(Duration.ofHours(1));
      // What it knew is gone, so that it waits to be found.
      away.forgetStaticPeers();
      away.start();
      long seconds = world.secondsUntilWhole(Duration.ofSeconds(306));
      assertTrue(seconds > 0);
    }
  }

  /**
   * Nodes restart and visitors come and go; run for a day by {@code churn.sh}. Who has been gone
   * for hours is forgotten, so what is held in the last six hours is what was held in six before.
   */
  @Test
  void staysBoundedUnderChurn() {
    Scenarios few = new Scenarios(FEW, ROUNDS, SEED);
    List<Scenarios.Held> hours = new ArrayList<>();
    for (int hour = 1; hour <= HOURS; hour++) {
      Scenarios.Held most = few.churn(Duration.ofHours(1));
      hours.add(most);
      System.out.printf(
          "churn: hour %d, at most %d known, %d scores%n", hour, most.known(), most.scores());
    }
    if (HOURS >= SETTLED + 2 * SPAN) {
      Scenarios.Held before = most(hours.subList(SETTLED, SETTLED + SPAN));
      Scenarios.Held last = most(hours.subList(HOURS - SPAN, HOURS));
      assertTrue(last.known() <= before.known() * FLAT, hours::toString);
      assertTrue(last.scores() <= before.scores() * FLAT, hours::toString);
    }
  }

  private static Scenarios.Held most(List<Scenarios.Held> hours) {
    return hours.stream().reduce(Scenarios.Held::or).orElseThrow();
  }

  private static Scenarios scenarios() {
    return new Scenarios(SIZE, ROUNDS, SEED);
  }
}
