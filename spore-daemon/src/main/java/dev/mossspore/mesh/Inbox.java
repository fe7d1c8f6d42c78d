package dev.mossspore.mesh;

import dev.mossspore.wire.Envelope;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * What one link has said and the mesh loop has not yet heard: at most 256 envelopes, the newest
 * dropped and counted when full. Each link has its own, and the loop takes a few from each in turn,
 * so no peer fills another's. One thread puts, the mesh loop takes, in order.
 */
final class Inbox {
  private static final int CAPACITY = 256;
  private static final int TURN = 16;

  private final Executor loop;
  private final BiConsumer<Inbox, Envelope> handler;
  private final LongAdder dropped;
  private final ConcurrentLinkedQueue<Envelope> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  /** Confined to the mesh loop. */
  private boolean paused;

  /**
   * @param loop the mesh loop
   * @param handler called on the loop with this inbox and what came
   * @param dropped counts what found no room
   */
  Inbox(Executor loop, BiConsumer<Inbox, Envelope> handler, LongAdder dropped) {
    this.loop = loop;
    this.handler = handler;
    this.dropped = dropped;
  }

  void put(Envelope envelope) {
    if (size.get() >= CAPACITY) {
      dropped.increment();
      return;
    }
    size.incrementAndGet();
    queue.add(envelope);
    schedule();
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
    for (int i = 0; i < TURN && !paused; i++) {
      Envelope envelope = queue.poll();
      if (envelope == null) {
        break;
      }
      size.decrementAndGet();
      handler.accept(this, envelope);
    }
    scheduled.set(false);
    if (!paused && !queue.isEmpty()) {
      schedule();
    }
  }
}
