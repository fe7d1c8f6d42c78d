package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.HostPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SeedTableTest {
  private static final long SECOND = 1_000_000_000L;

  private final DialCounters counters = new DialCounters();
  private final DialsInFlight inFlight = new DialsInFlight(counters);
  private final SeedTable seeds = new SeedTable(Duration.ofSeconds(5), () -> 0, inFlight, counters);

  @Test
  void everySeedIsTriedBeforeAnyIsTriedAgain() {
    IntStream.rangeClosed(1, 100).forEach(i -> seeds.offer(address(i), 0));
    Set<HostPort> tried = new HashSet<>();
    for (int second = 0; second < 50; second++) {
      List<HostPort> selected = select(second);
      assertEquals(2, selected.size());
      tried.addAll(selected);
      failAll(selected, second);
    }
    assertEquals(100, tried.size());
    assertEquals(List.of(address(1), address(2)), select(50));
  }

  @Test
  void aDeadSeedIsTriedMoreAndMoreSeldom() {
    List<Integer> at = new ArrayList<>();
    for (int second = 0; second < 1000; second++) {
      seeds.offer(address(1), second * SECOND);
      List<HostPort> selected = select(second);
      if (!selected.isEmpty()) {
        at.add(second);
        failAll(selected, second);
      }
    }
    assertEquals(List.of(0, 5, 15, 35, 75, 155, 315, 615, 915), at);
  }

  @Test
  void aSessionEndsTheFailures() {
    seeds.offer(address(1), 0);
    seeds.ended(address(1), false, 0);
    seeds.ended(address(1), false, 0);
    seeds.ended(address(1), true, 0);
    assertEquals(List.of(), select(4));
    assertEquals(List.of(address(1)), select(5));
  }

  @Test
  void aDialInFlightIsNotRepeated() {
    seeds.offer(address(1), 0);
    assertEquals(List.of(address(1)), select(0));
    assertEquals(List.of(), select(500));
    seeds.ended(address(1), false, 500 * SECOND);
    assertEquals(List.of(address(1)), select(505));
  }

  @Test
  void theDialsThatFindNoRoomAreCounted() {
    IntStream.rangeClosed(1, 63).forEach(i -> inFlight.begin(address(10_000 + i)));
    seeds.offer(address(1), 0);
    seeds.offer(address(2), 0);
    assertEquals(List.of(address(1)), select(0));
    assertEquals(1, counters.deferred().sum());
  }

  @Test
  void beyond2000TheOneSeenLongestAgoGoes() {
    IntStream.rangeClosed(1, SeedTable.MAX_SEEDS).forEach(i -> seeds.offer(address(i), 0));
    seeds.offer(address(1), 1);
    assertEquals(0, counters.seedsDropped().sum());
    seeds.offer(address(9999), 2);
    assertEquals(1, counters.seedsDropped().sum());
    assertTrue(seeds.holds(address(1)));
    assertFalse(seeds.holds(address(2)));
    assertTrue(seeds.holds(address(3)));
  }

  @Test
  void ofOneAnswer200AreTaken() {
    seeds.answered(IntStream.rangeClosed(1, 250).mapToObj(SeedTableTest::address).toList(), 0);
    assertTrue(seeds.holds(address(SeedTable.MAX_PER_ANSWER)));
    assertFalse(seeds.holds(address(SeedTable.MAX_PER_ANSWER + 1)));
    assertEquals(50, counters.seedsDropped().sum());
  }

  @Test
  void aSeedIsForgottenTenMinutesAfterItWasLastSeen() {
    seeds.offer(address(1), 0);
    seeds.offer(address(2), 1);
    select(600);
    assertTrue(seeds.holds(address(1)));
    seeds.offer(address(3), 600 * SECOND + 1);
    assertFalse(seeds.holds(address(1)));
    assertTrue(seeds.holds(address(2)));
  }

  @Test
  void whatCannotBeDialledOrIsThisNodeIsNoSeed() {
    seeds.offer(address(0), 0);
    seeds.offer(new HostPort("", 4001), 0);
    seeds.offer(address(1), 0);
    seeds.remove(address(1));
    assertEquals(List.of(), select(0));
  }

  @Test
  void aFullNodeDialsNone() {
    seeds.offer(address(1), 0);
    assertEquals(List.of(), seeds.select(0, Set.of(), 0));
    assertEquals(0, counters.deferred().sum());
  }

  private List<HostPort> select(int second) {
    return seeds.select(2, Set.of(), second * SECOND);
  }

  private void failAll(List<HostPort> selected, int second) {
    selected.forEach(address -> seeds.ended(address, false, second * SECOND));
  }

  private static HostPort address(int port) {
    return new HostPort("203.0.113.1", port);
  }
}
