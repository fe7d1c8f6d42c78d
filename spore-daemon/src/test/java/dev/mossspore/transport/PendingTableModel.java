package dev.mossspore.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of pending handshakes as a plain list, and a random life next to the real one. */
final class PendingTableModel {
  private static final long FEW = 4;

  private static final int STEPS = 400;
  private static final int SOURCES = 6;
  private static final int PORTS = 3;

  private final RandomGenerator random;
  private final int capacity;
  private final PendingTable table;
  private final List<PendingHandshake> held = new ArrayList<>();
  private final List<PendingHandshake> gone = new ArrayList<>();
  private long now;

  PendingTableModel(RandomGenerator random, int capacity) {
    this.random = random;
    this.capacity = capacity;
    this.table = new PendingTable(capacity, random);
  }

  void run() {
    for (int step = 0; step < STEPS; step++) {
      now += random.nextInt(3);
      switch (random.nextInt(8)) {
        case 0, 1 -> remove();
        case 2 -> expire(now - random.nextInt(40));
        default -> add();
      }
      compare();
    }
    while (!held.isEmpty()) {
      remove();
    }
    compare();
    assertNothingLeft();
  }

  private void add() {
    InetSocketAddress remote =
        ScriptedPeer.endpoint("192.0.2." + random.nextInt(SOURCES), 1 + random.nextInt(PORTS));
    PendingHandshake pending = new PendingHandshake(remote, new byte[0], now);
    PendingHandshake evicted = table.add(pending);
    if (held.size() < capacity) {
      assertNull(evicted);
    } else {
      assertFair(evicted);
    }
    held.add(pending);
  }

  /** A source with more than a few loses its oldest; below that anybody's may go. */
  private void assertFair(@Nullable PendingHandshake evicted) {
    Map<InetAddress, Long> counts =
        held.stream()
            .map(PendingTableModel::source)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertTrue(evicted != null && held.contains(evicted));
    InetAddress source = source(evicted);
    long most = counts.values().stream().max(Long::compare).orElseThrow();
    if (most > FEW) {
      assertEquals(most, counts.get(source));
      assertSame(
          held.stream().filter(one -> source(one).equals(source)).findFirst().orElseThrow(),
          evicted);
    }
    forget(evicted);
  }

  private void remove() {
    if (!held.isEmpty()) {
      PendingHandshake one = held.get(random.nextInt(held.size()));
      table.remove(one);
      forget(one);
    }
  }

  private void expire(long before) {
    for (PendingHandshake one : List.copyOf(held)) {
      if (one.bornAt() < before) {
        assertSame(one, table.expired(before));
        forget(one);
      }
    }
    assertNull(table.expired(before));
  }

  private void forget(PendingHandshake one) {
    held.remove(one);
    gone.add(one);
  }

  private void compare() {
    assertEquals(held.size(), table.size());
    assertTrue(table.size() <= capacity);
    assertTrue(held.stream().allMatch(table::holds));
    assertTrue(gone.stream().noneMatch(table::holds));
    held.stream()
        .map(PendingHandshake::remote)
        .distinct()
        .forEach(
            remote ->
                assertEquals(
                    held.stream().filter(one -> one.remote().equals(remote)).toList(),
                    table.of(remote)));
  }

  /** Whatever the table remembers things in is as empty as the table. */
  private void assertNothingLeft() {
    for (Field field : PendingTable.class.getDeclaredFields()) {
      try {
        field.setAccessible(true);
        Object value = field.get(table);
        if (value instanceof Collection<?> collection) {
          assertTrue(collection.isEmpty(), field.getName());
        } else if (value instanceof Map<?, ?> map) {
          assertTrue(map.isEmpty(), field.getName());
        }
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static InetAddress source(PendingHandshake pending) {
    return pending.remote().getAddress();
  }
}
