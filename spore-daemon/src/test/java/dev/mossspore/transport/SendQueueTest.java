package dev.mossspore.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.SharedBudget;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SendQueueTest {
  private final LongAdder unsent = new LongAdder();
  private final SharedBudget node = new SharedBudget(4 << 20);
  private final SendQueue queue = new SendQueue(100, node, unsent);

  @Test
  void controlGoesFirstAndEachKindKeepsItsOrder() {
    queue.bulk(packet(1, 10));
    queue.bulk(packet(2, 10));
    queue.foreignControl(new byte[] {3});
    queue.control(new byte[] {4});
    assertEquals(List.of(3, 4, 1, 2), taken());
    assertTrue(queue.isEmpty());
  }

  @Test
  void refusesTooMuchOwnControlUntilSomeIsTaken() {
    assertTrue(queue.control(new byte[100]));
    assertFalse(queue.control(new byte[1]));
    taken();
    assertTrue(queue.control(new byte[100]));
  }

  @Test
  void dropsControlForOthersBeyond32() {
    for (int i = 0; i < 32; i++) {
      assertEquals(Forwarding.TAKEN, queue.foreignControl(new byte[1]));
    }
    assertEquals(Forwarding.QUEUE_FULL, queue.foreignControl(new byte[1]));
    assertTrue(queue.control(new byte[1]));
    taken();
    assertEquals(Forwarding.TAKEN, queue.foreignControl(new byte[1]));
  }

  @Test
  void dropsBulkBeyond256PacketsAndOneMebibyte() {
    for (int i = 0; i < 256; i++) {
      assertEquals(Forwarding.TAKEN, queue.bulk(packet(i, 1)));
    }
    assertEquals(Forwarding.QUEUE_FULL, queue.bulk(packet(0, 1)));
    taken();
    assertEquals(Forwarding.TAKEN, queue.bulk(packet(0, 1 << 20)));
    assertEquals(Forwarding.QUEUE_FULL, queue.bulk(packet(0, 1)));
    assertEquals(1 << 20, node.held());
    taken();
    assertEquals(0, node.held());
  }

  @Test
  void remotesThatDoNotReadLeaveRoomForTheNext() {
    SharedBudget tight = new SharedBudget(1 << 20);
    for (int i = 0; i < 15; i++) {
      SendQueue stuck = new SendQueue(1, tight, unsent);
      while (stuck.bulk(packet(0, 4096)) == Forwarding.TAKEN) {
        // Until it may have no more.
      }
    }
    assertTrue(tight.held() < (1 << 20) + 15 * SharedBudget.ALWAYS);
    SendQueue next = new SendQueue(1, tight, unsent);
    assertEquals(Forwarding.TAKEN, next.bulk(packet(0, SharedBudget.ALWAYS)));
    assertEquals(Forwarding.NODE_FULL, next.bulk(packet(0, 1)));
  }

  @Test
  void closedItHoldsAndTakesNothing() {
    queue.bulk(packet(1, 10));
    queue.close();
    assertEquals(0, node.held());
    assertEquals(10, unsent.sum());
    assertNull(queue.next());
    assertEquals(Forwarding.LINK_CLOSED, queue.bulk(packet(1, 10)));
    assertEquals(Forwarding.LINK_CLOSED, queue.foreignControl(new byte[1]));
  }

  private List<Integer> taken() {
    List<Integer> first = new ArrayList<>();
    for (ByteBuffer packet = queue.next(); packet != null; packet = queue.next()) {
      first.add((int) packet.get());
    }
    return first;
  }

  private static ByteBuffer packet(int first, int size) {
    return ByteBuffer.allocate(size).put(0, (byte) first);
  }
}
