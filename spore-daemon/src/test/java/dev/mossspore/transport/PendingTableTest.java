package dev.mossspore.transport;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.testing.ForAll;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PendingTableTest {
  @Test
  void theSourceThatHasMostLosesItsOldest() {
    PendingTable table = new PendingTable(6, new SplittableRandom(1));
    PendingHandshake alone = add(table, 1, 1);
    PendingHandshake oldest = add(table, 2, 1);
    for (int port = 2; port <= 5; port++) {
      add(table, 2, port);
    }
    assertSame(oldest, table.add(pending(3, 1, 0)));
    assertTrue(table.holds(alone));
    assertFalse(table.holds(oldest));
    assertEquals(6, table.size());
  }

  @Test
  void aFloodOfOneSourcePushesOutOnlyItself() {
    PendingTable table = new PendingTable(12, new SplittableRandom(1));
    List<PendingHandshake> others =
        IntStream.range(0, 4).mapToObj(source -> add(table, source, 1)).toList();
    for (int port = 1; port < 1000; port++) {
      table.add(pending(9, port, 0));
    }
    assertTrue(others.stream().allMatch(table::holds));
    assertEquals(12, table.size());
  }

  @Test
  void amongEqualsARandomOneGoesButNeverTheNewcomer() {
    Set<Integer> evictedPlaces = new HashSet<>();
    for (int seed = 0; seed < 200; seed++) {
      PendingTable table = new PendingTable(4, new SplittableRandom(seed));
      List<PendingHandshake> equals =
          IntStream.range(0, 4).mapToObj(source -> add(table, source, 1)).toList();
      PendingHandshake newcomer = pending(4, 1, 0);
      PendingHandshake evicted = requireNonNull(table.add(newcomer));
      assertNotSame(newcomer, evicted);
      assertTrue(table.holds(newcomer));
      evictedPlaces.add(equals.indexOf(evicted));
    }
    assertEquals(Set.of(0, 1, 2, 3), evictedPlaces);
  }

  @Test
  void theOldestExpireFirst() {
    PendingTable table = new PendingTable(8, new SplittableRandom(1));
    List<PendingHandshake> byAge =
        IntStream.range(0, 5).mapToObj(age -> pending(age, 1, age)).toList();
    byAge.forEach(table::add);
    table.remove(byAge.get(1));
    assertSame(byAge.get(0), table.expired(3));
    assertSame(byAge.get(2), table.expired(3));
    assertNull(table.expired(3));
    assertEquals(2, table.size());
  }

  @Test
  void theClockMayOverflow() {
    PendingTable table = new PendingTable(8, new SplittableRandom(1));
    PendingHandshake before = pending(1, 1, Long.MAX_VALUE - 1);
    PendingHandshake after = pending(2, 1, Long.MIN_VALUE + 1);
    table.add(before);
    table.add(after);
    assertSame(before, table.expired(Long.MIN_VALUE));
    assertNull(table.expired(Long.MIN_VALUE));
  }

  @Test
  void whatIsAddedAndRemovedInAnyOrderIsFoundAndLeavesNothingBehind() {
    ForAll.forAll(
        300,
        random -> new PendingTableModel(random, 1 + random.nextInt(20)),
        PendingTableModel::run);
  }

  private static PendingHandshake add(PendingTable table, int source, int port) {
    PendingHandshake pending = pending(source, port, 0);
    assertNull(table.add(pending));
    return pending;
  }

  private static PendingHandshake pending(int source, int port, long bornAt) {
    return new PendingHandshake(
        ScriptedPeer.endpoint("192.0.2." + source, port), new byte[0], bornAt);
  }
}
