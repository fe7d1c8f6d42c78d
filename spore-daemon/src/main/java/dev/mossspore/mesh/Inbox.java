package dev.mossspore.mesh;

import dev.mossspore.base.SharedBudget;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeType;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one link has said and the mesh loop has not yet heard: at most 256 envelopes, and as many
 * bytes as all links together leave it; the newest dropped and counted when full. Each link has its
 * own, and the loop takes a few from each in turn, so no peer fills another's. One thread puts, the
 * mesh loop takes, in order.
 */
final class Inbox {
  private static final int CAPACITY = 256;
  private static final int TURN = 16;

  private final Executor loop;
  private final Handler handler;
  private final SharedBudget room;
  private final LongAdder dropped;
  private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger relay = new AtomicInteger();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  /** Confined to the mesh loop. */
  private boolean paused;

  /** Takes what came, on the mesh loop. */
  @FunctionalInterface
  interface Handler {
    void handle(Inbox from, EnvelopeType type, Envelope envelope);
  }

  private record Waiting(EnvelopeType type, Envelope envelope, int bytes) {
    boolean relay() {
      return switch (type) {
        case RELAY_REQUEST, RELAY_ACCEPT, RELAY_DATA, RELAY_CLOSE -> true;
        default -> false;
      };
    }
  }

  /**
   * @param loop the mesh loop
   * @param room for all links together
   * @param dropped counts what found no room
   */
  Inbox(Executor loop, Handler handler, SharedBudget room, LongAdder dropped) {
    this.room = room;
    this.loop = loop;
    this.handler = handler;
    this.dropped = dropped;
  }

  /**
   * Adds an envelope, or drops and counts it.
   *
   * @param length of its packet, in bytes
   */
  boolean put(EnvelopeType type, Envelope envelope, int length) {
    if (size.get() >= CAPACITY || !room.reserve(bytes.get(), length)) {
      dropped.increment();
      return false;
    }
    Waiting waiting = new Waiting(type, envelope, length);
    size.incrementAndGet();
    bytes.addAndGet(length);
    if (waiting.relay()) {
      relay.incrementAndGet();
    }
    queue.add(waiting);
    schedule();
    return true;
  }

  /**
   * Whether everything of relaying that was put in has been handled and its output written, so that
   * data may go past. To be asked by the thread that puts.
   */
  boolean relayHandled() {
    return relay.get() == 0;
  }

  /**
   * Lets what is queued wait, in order, for a decision that is made elsewhere. On the mesh loop.
   */
  void pause() {
    paused = true;
  }

  /** Goes on where it was paused. On the mesh loop. */
  void resume() {
    paused = false;
    if (!queue.isEmpty()) {
      schedule();
    }
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      loop.execute(this::turn);
    }
  }

  private void turn() {
    try {
      for (int i = 0; i < TURN && !paused; i++) {
        Waiting waiting = queue.poll();
        if (waiting == null) {
          break;
        }
        size.decrementAndGet();
        bytes.addAndGet(-waiting.bytes());
        room.release(waiting.bytes());
        handle(waiting);
      }
    } finally {
      scheduled.set(false);
      if (!paused && !queue.isEmpty()) {
        schedule();
      }
    }
  }

  private void handle(Waiting waiting) {
    try {
      handler.handle(this, waiting.type(), waiting.envelope());
    } finally {
      if (waiting.relay()) {
        relay.decrementAndGet();
      }
    }
  }
}
