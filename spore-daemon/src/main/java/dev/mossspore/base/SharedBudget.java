package dev.mossspore.base;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Room for what waits in many queues together. A queue may hold as much as is still free for
 * everybody, and a little in any case: however many of them are stuck, the next can be served.
 * Thread-safe.
 */
public final class SharedBudget {
  /** Bytes that each queue may hold whatever the others hold. */
  public static final int ALWAYS = 64 << 10;

  private final long limit;
  private final AtomicLong held = new AtomicLong();

  /**
   * @param limit in bytes
   */
  public SharedBudget(long limit) {
    this.limit = limit;
  }

  /**
   * Reserves room, which has to be given back.
   *
   * @param waiting what waits in the queue already, in bytes
   */
  public boolean reserve(long waiting, int bytes) {
    long others = held.getAndAdd(bytes);
    if (waiting + bytes > Math.max(ALWAYS, limit - others)) {
      held.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  public void release(long bytes) {
    held.addAndGet(-bytes);
  }

  /** Bytes that wait now. */
  public long held() {
    return held.get();
  }
}
