package dev.mossspore.app;

import dev.mossspore.base.Log;
import dev.mossspore.event.EventSink;
import dev.mossspore.event.SporeEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Lets the node take on nothing new, while what it has goes on (07 section 5.2). Each part of the
 * node that takes things on says what it does then. Cannot be taken back. Any thread.
 */
final class Drain {
  private static final Log LOG = Log.of("spore");

  private final EventSink events;
  private final List<Runnable> parts = new CopyOnWriteArrayList<>();
  private boolean active;

  Drain(EventSink events) {
    this.events = events;
  }

  /** Runs a part's action when draining begins. */
  void with(Runnable part) {
    parts.add(part);
  }

  /**
   * Begins, if it has not begun before.
   *
   * @param reason who asked
   */
  synchronized void start(String reason) {
    if (active) {
      return;
    }
    active = true;
    parts.forEach(Runnable::run);
    LOG.info("draining: nothing new is taken on", "reason", reason);
    events.publish(new SporeEvent.DrainStarted("", reason));
  }

  synchronized boolean active() {
    return active;
  }
}
