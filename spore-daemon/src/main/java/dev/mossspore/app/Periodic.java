package dev.mossspore.app;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Does something again and again on a thread of its own, sooner where it is asked to, and a last
 * time when it is closed.
 */
final class Periodic implements AutoCloseable {
  private final Runnable action;
  private final Thread thread;
  private final Semaphore due = new Semaphore(0);

  private Periodic(String name, Duration period, Runnable action) {
    this.action = action;
    this.thread = Thread.ofVirtual().name(name).unstarted(() -> repeat(period));
  }

  /**
   * Begins, first after one period.
   *
   * @param action may block; is run by one thread at a time if it sees to that, since the last time
   *     is the closer's
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

  @Override
  public void close() {
    thread.interrupt();
    action.run();
  }

  private void repeat(Duration period) {
    try {
      while (true) {
        due.tryAcquire(period.toNanos(), TimeUnit.NANOSECONDS);
        due.drainPermits();
        action.run();
      }
    } catch (InterruptedException e) {
      // Closed, which does it a last time.
    }
  }
}
