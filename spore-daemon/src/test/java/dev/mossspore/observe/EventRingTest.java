package dev.mossspore.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.event.SporeEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class EventRingTest {
  private static final Instant START = Instant.parse("2026-05-26T18:00:00Z");
  private static final SporeEvent EVENT = new SporeEvent.SupernodePromoted("public");

  private Instant now = START;
  private final EventRing ring = new EventRing(() -> now);

  @Test
  void numbersEventsFromOneWithoutGaps() {
    assertEquals(List.of(), ring.read(1, 10));
    assertEquals(1, ring.first());
    assertEquals(1, ring.next());
    ring.add(EVENT);
    ring.add(EVENT);
    assertEquals(List.of(1L, 2L), sequences(ring.read(1, 10)));
    assertEquals(List.of(2L), sequences(ring.read(2, 10)));
    assertEquals(List.of(1L), sequences(ring.read(1, 1)));
    assertEquals(List.of(), ring.read(3, 10));
    assertEquals(3, ring.next());
  }

  @Test
  void keepsTheNewest() {
    for (int i = 0; i < EventRing.CAPACITY + 5; i++) {
      ring.add(EVENT);
    }
    assertEquals(6, ring.first());
    assertEquals(List.of(6L, 7L), sequences(ring.read(1, 2)), "older ones are gone");
  }

  @Test
  void isBoundedInBytesToo() {
    SporeEvent large = new SporeEvent.TrackerFailure("x".repeat(500));
    for (int i = 0; i < EventRing.CAPACITY; i++) {
      ring.add(large);
    }
    long held = ring.next() - ring.first();
    assertTrue(held < 1000 && held > 800, () -> "held " + held);
  }

  @Test
  void findsThePlaceOfATime() {
    ring.add(EVENT);
    now = START.plusSeconds(10);
    ring.add(EVENT);
    assertEquals(1, ring.since(START));
    assertEquals(2, ring.since(START.plusSeconds(1)));
    assertEquals(3, ring.since(START.plusSeconds(11)));
  }

  @Test
  void tellsListenersUntilTheyGo() {
    List<Long> seen = new ArrayList<>();
    Runnable listener = () -> seen.add(ring.next() - 1);
    ring.listen(listener);
    ring.add(EVENT);
    ring.forget(listener);
    ring.add(EVENT);
    assertEquals(List.of(1L), seen);
  }

  @Test
  void everyRunHasItsOwnName() {
    assertNotEquals(ring.instance(), new EventRing(InstantSource.system()).instance());
  }

  private static List<Long> sequences(List<RecordedEvent> events) {
    return events.stream().map(RecordedEvent::sequence).toList();
  }
}
