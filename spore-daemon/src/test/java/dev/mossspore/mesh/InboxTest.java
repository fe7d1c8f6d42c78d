package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  @Test
  void keepsOrderAndDropsTheNewestWhenFull() {
    Inbox inbox = inbox("a");
    for (int i = 0; i < 300; i++) {
      inbox.put(envelope(i));
    }
    drain();
    assertEquals(256, handled.size());
    assertEquals("a0", handled.getFirst());
    assertEquals("a255", handled.getLast());
    assertEquals(44, dropped.sum());
  }

  @Test
  void aLoudLinkDoesNotDelayAQuietOne() {
    Inbox loud = inbox("loud");
    Inbox quiet = inbox("quiet");
    for (int i = 0; i < 200; i++) {
      loud.put(envelope(i));
    }
    quiet.put(envelope(0));
    drain();
    assertTrue(handled.indexOf("quiet0") <= 16, handled::toString);
    assertEquals(201, handled.size());
  }

  private Inbox inbox(String name) {
    return new Inbox(
        loop::add, (inbox, envelope) -> handled.add(name + envelope.requestId()), dropped);
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
