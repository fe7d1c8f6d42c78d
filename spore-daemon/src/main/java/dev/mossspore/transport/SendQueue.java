package dev.mossspore.transport;

import dev.mossspore.base.SharedBudget;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What a link has to send and has not sealed yet, so that control goes before bulk and the order of
 * nonces is that of the wire. Bounds: so many bytes of this node's own control; 32 packets of
 * control for others; 256 packets and 1 MiB of bulk, within what is left for the whole node. What
 * is beyond is refused. Any thread puts; the link's event loop takes.
 */
final class SendQueue {
  private static final int MAX_BULK_PACKETS = 256;
  private static final long MAX_BULK_BYTES = 1 << 20;
  private static final int MAX_FOREIGN_CONTROL = 32;

  private final long controlLimit;
  private final SharedBudget node;
  private final LongAdder unsent;
  private final ConcurrentLinkedQueue<Control> control = new ConcurrentLinkedQueue<>();
  private final AtomicLong controlBytes = new AtomicLong();
  private final AtomicInteger foreignControl = new AtomicInteger();
  private final ConcurrentLinkedQueue<ByteBuffer> bulk = new ConcurrentLinkedQueue<>();
  private final AtomicInteger bulkPackets = new AtomicInteger();
  private final AtomicLong bulkBytes = new AtomicLong();
  private final AtomicBoolean awaited = new AtomicBoolean();
  private volatile boolean closed;

  private record Control(byte[] packet, boolean foreign) {}

  /**
   * @param controlLimit of this node's own control, in bytes
   * @param node bounds the bulk of all links
   * @param unsent counts the bytes of bulk that waited for a remote who left
   */
  SendQueue(long controlLimit, SharedBudget node, LongAdder unsent) {
    this.controlLimit = controlLimit;
    this.node = node;
    this.unsent = unsent;
  }

  /** Adds control of this node's own; false if there is too much of it. */
  boolean control(byte[] packet) {
    if (controlBytes.addAndGet(packet.length) > controlLimit) {
      controlBytes.addAndGet(-packet.length);
      return false;
    }
    control.add(new Control(packet, false));
    return true;
  }

  /** Adds control that is passed on for others. */
  Forwarding foreignControl(byte[] packet) {
    if (closed) {
      return Forwarding.LINK_CLOSED;
    }
    if (foreignControl.incrementAndGet() > MAX_FOREIGN_CONTROL) {
      foreignControl.decrementAndGet();
      return Forwarding.QUEUE_FULL;
    }
    control.add(new Control(packet, true));
    return Forwarding.TAKEN;
  }

  /** Adds bulk. */
  Forwarding bulk(ByteBuffer packet) {
    if (closed) {
      return Forwarding.LINK_CLOSED;
    }
    int size = packet.remaining();
    long waiting = bulkBytes.getAndAdd(size);
    if (bulkPackets.incrementAndGet() > MAX_BULK_PACKETS || waiting + size > MAX_BULK_BYTES) {
      forget(size);
      return Forwarding.QUEUE_FULL;
    }
    if (!node.reserve(waiting, size)) {
      forget(size);
      return Forwarding.NODE_FULL;
    }
    bulk.add(packet);
    if (closed) {
      clear();
    }
    return Forwarding.TAKEN;
  }

  /** Whether the caller has to see to it that the queue is emptied; else somebody else does. */
  boolean claim() {
    return awaited.compareAndSet(false, true);
  }

  /** The queue is being emptied; what is put in from here on has to be claimed again. */
  void claimed() {
    awaited.set(false);
  }

  /** The next packet, which is the caller's; null if there is none. */
  @Nullable ByteBuffer next() {
    Control first = control.poll();
    if (first == null) {
      return nextBulk();
    }
    if (first.foreign()) {
      foreignControl.decrementAndGet();
    } else {
      controlBytes.addAndGet(-first.packet().length);
    }
    return ByteBuffer.wrap(first.packet());
  }

  boolean isEmpty() {
    return control.isEmpty() && bulk.isEmpty();
  }

  /** Drops everything, also what comes later. */
  void close() {
    closed = true;
    clear();
  }

  private @Nullable ByteBuffer nextBulk() {
    ByteBuffer packet = bulk.poll();
    if (packet != null) {
      forget(packet.remaining());
      node.release(packet.remaining());
    }
    return packet;
  }

  private void forget(int size) {
    bulkPackets.decrementAndGet();
    bulkBytes.addAndGet(-size);
  }

  private void clear() {
    control.clear();
    for (ByteBuffer packet = nextBulk(); packet != null; packet = nextBulk()) {
      unsent.add(packet.remaining());
    }
  }
}
