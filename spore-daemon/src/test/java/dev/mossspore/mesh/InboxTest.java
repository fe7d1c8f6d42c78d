package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.SharedBudget;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class InboxTest {
  private final Deque<Runnable> loop = new ArrayDeque<>();
  private final List<String> handled = new ArrayList<>();
  private final LongAdder dropped = new LongAdder();
  private final SharedBudget room = new SharedBudget(1 << 20);

  @Test
  void keepsOrderAndDropsTheNewestWhenFull() {
    Inbox inbox = inbox("a");
    for (int i = 0; i < 300; i++) {
      inbox.put(EnvelopeType.PONG, envelope(i), 1);
    }
    drain();
    assertEquals(256, handled.size());
    assertEquals("a0", handled.getFirst());
    assertEquals("a255", handled.getLast());
    assertEquals(44, dropped.sum());
  }

  @Test
  void holdsNoMoreBytesThanAllLinksTogetherMay() {
    Inbox greedy = inbox("greedy");
    for (int i = 0; i < 20; i++) {
      greedy.put(EnvelopeType.RELAY_DATA, envelope(i), 100_000);
    }
    assertTrue(room.held() <= 1 << 20);
    assertTrue(dropped.sum() >= 10);
    assertTrue(inbox("next").put(EnvelopeType.PONG, envelope(0), 60_000));
    drain();
    assertEquals(0, room.held());
    assertTrue(greedy.put(EnvelopeType.PONG, envelope(0), 1_000_000));
  }

  @Test
  void aLoudLinkDoesNotDelayAQuietOne() {
    Inbox loud = inbox("loud");
    Inbox quiet = inbox("quiet");
    for (int i = 0; i < 200; i++) {
      loud.put(EnvelopeType.PONG, envelope(i), 1);
    }
    quiet.put(EnvelopeType.PONG, envelope(0), 1);
    drain();
    assertTrue(handled.indexOf("quiet0") <= 16, handled::toString);
    assertEquals(201, handled.size());
  }

  @Test
  void relayedDataMayGoPastOnceAllOfRelayingIsHandled() {
    List<Boolean> during = new ArrayList<>();
    Inbox inbox =
        new Inbox(
            loop::add, (from, type, envelope) -> during.add(from.relayHandled()), room, dropped);
    inbox.put(EnvelopeType.PONG, envelope(0), 1);
    assertTrue(inbox.relayHandled());
    inbox.put(EnvelopeType.RELAY_ACCEPT, envelope(1), 1);
    assertFalse(inbox.relayHandled());
    drain();
    assertEquals(List.of(false, false), during);
    assertTrue(inbox.relayHandled());
  }

  @Test
  void goesOnAfterAHandlerFailed() {
    Inbox inbox =
        new Inbox(
            loop::add,
            (from, type, envelope) -> {
              handled.add(envelope.requestId());
              throw new IllegalStateException("a bug");
            },
            room,
            dropped);
    inbox.put(EnvelopeType.RELAY_ACCEPT, envelope(0), 1);
    inbox.put(EnvelopeType.RELAY_ACCEPT, envelope(1), 1);
    for (int i = 0; i < 2; i++) {
      assertThrows(IllegalStateException.class, loop.remove()::run);
    }
    assertEquals(List.of("0", "1"), handled);
    assertTrue(inbox.relayHandled());
  }

  private Inbox inbox(String name) {
    return new Inbox(
        loop::add,
        (inbox, type, envelope) -> handled.add(name + envelope.requestId()),
        room,
        dropped);
  }

  private void drain() {
    for (Runnable task = loop.poll(); task != null; task = loop.poll()) {
      task.run();
    }
  }

  private static Envelope envelope(int number) {
    return Envelope.of(EnvelopeType.PONG).requestId(Integer.toString(number)).build();
  }
}
