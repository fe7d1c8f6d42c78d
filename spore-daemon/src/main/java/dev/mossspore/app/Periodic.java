package dev.mossspore.app;

import dev.mossspore.base.Log;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Does something again and again on a thread of its own, sooner where it is asked to, and a last
 * time when it is closed.
 */
final class Periodic implements AutoCloseable {
  private static final Log LOG = Log.of("spore");

  private static final Duration LONGEST_RUN = Duration.ofSeconds(5);

  private final Runnable action;
  private final Thread thread;
  private final Semaphore due = new Semaphore(0);
  private volatile boolean closed;

  private Periodic(String name, Duration period, Runnable action) {
    this.action = action;
    this.thread = Thread.ofVirtual().name(name).unstarted(() -> repeat(period));
  }

  /**
   * Begins, first after one period.
   *
   * @param action may block; never runs twice at a time, the last time on the closer's thread
   */
  static Periodic start(String name, Duration period, Runnable action) {
    Periodic periodic = new Periodic(name, period, action);
    periodic.thread.start();
    return periodic;
  }

  /** Does it now rather than at the end of the period. Any thread; never blocks. */
  void soon() {
    due.release();
  }

  /**
   * Waits for the run that is under way, if there is one, and makes the last; not where that one
   * hangs, as on a disk that is gone.
   */
  @Override
  public void close() {
    closed = true;
    soon();
    try {
      if (thread.join(LONGEST_RUN)) {
        action.run();
      } else {
        LOG.warn("regular task hangs, not done a last time", "task", thread.getName());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void repeat(Duration period) {
    while (true) {
      try {
        due.tryAcquire(period.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts this thread", e);
      }
      if (closed) {
        return;
      }
      due.drainPermits();
      try {
        action.run();
      } catch (RuntimeException e) {
        // A bug, but what is done next time may be all right again.
        LOG.error("regular task failed", "task", thread.getName(), "error", e);
      }
    }
  }
}
