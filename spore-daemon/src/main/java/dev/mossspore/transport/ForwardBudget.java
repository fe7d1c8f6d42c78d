package dev.mossspore.transport;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Room for the bulk that waits on all links together. A link may have as much waiting as is still
 * free for everybody, and a little in any case: however many remotes do not read, the next can be
 * served. Thread-safe.
 */
final class ForwardBudget {
  /** Bytes that each link may have waiting whatever the others have. */
  static final int ALWAYS = 64 << 10;

  private final long limit;
  private final AtomicLong held = new AtomicLong();
  private final LongAdder unsent;

  /**
   * @param limit in bytes
   * @param unsent counts the bytes that waited for a remote who left
   */
  ForwardBudget(long limit, LongAdder unsent) {
    this.limit = limit;
    this.unsent = unsent;
  }

  /**
   * Reserves room, which has to be given back.
   *
   * @param waiting what waits on the link already, in bytes
   */
  boolean reserve(long waiting, int bytes) {
    long others = held.getAndAdd(bytes);
    if (waiting + bytes > Math.max(ALWAYS, limit - others)) {
      held.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void release(long bytes) {
    held.addAndGet(-bytes);
  }

  /** Gives back the room of what will not be sent. */
  void lose(long bytes) {
    unsent.add(bytes);
    release(bytes);
  }

  /** Bytes that wait now. */
  long held() {
    return held.get();
  }
}
