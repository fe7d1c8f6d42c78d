package dev.mossspore.mesh;

import dev.mossspore.base.SharedBudget;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;

/** What the inboxes of all links share. Thread-safe. */
final class Inboxes {
  private static final long MAX_BYTES = 8 << 20;

  private final Executor loop;
  private final LongAdder dropped;
  private final SharedBudget room = new SharedBudget(MAX_BYTES);

  /**
   * @param loop the mesh loop
   * @param dropped counts what found no room
   */
  Inboxes(Executor loop, LongAdder dropped) {
    this.loop = loop;
    this.dropped = dropped;
  }

  /** The inbox of one more link. */
  Inbox open(Inbox.Handler handler) {
    return new Inbox(loop, handler, room, dropped);
  }
}
