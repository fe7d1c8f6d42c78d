package dev.mossspore.relay;

import dev.mossspore.base.TokenBucket;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What one sending peer has taken of the node's rate. It may be charged from two threads at once
 * while one session replaces another; its monitor guards all but the demand.
 */
final class SenderRate {
  private final AtomicLong offered = new AtomicLong();
  private @Nullable TokenBucket limit;
  private double demand;

  /** When the share was last used up; credit is the time since then. */
  private long spentAt;

  /**
   * @param credit of the start, in nanoseconds
   */
  SenderRate(@Nullable PeerLimit limit, long credit, long now) {
    this.limit = limit == null ? null : limit.bucket(now);
    this.spentAt = now - credit;
  }

  void offer(int bytes) {
    offered.addAndGet(bytes);
  }

  boolean withinLimit(int bytes, long now) {
    return limit == null || limit.holds(bytes, now);
  }

  boolean hasCredit(long now) {
    return now - spentAt > 0;
  }

  /**
   * Takes a packet into account. The share may go into debt, so that a packet larger than it passes
   * at times.
   *
   * @param cost in nanoseconds at the sender's share; 0 if it is not charged
   * @param maxCredit what was not used in so long is forgone
   */
  void charge(int bytes, long cost, long maxCredit, long now) {
    if (limit != null) {
      limit.tryTake(bytes, now);
    }
    spentAt = now - Math.min(now - spentAt, maxCredit) + cost;
  }

  void limit(@Nullable PeerLimit changed, long now) {
    limit = changed == null ? null : changed.bucket(now);
  }

  /** Bytes a second it has wanted lately; called at the end of each period. */
  double demand(double seconds) {
    demand = (demand + offered.getAndSet(0) / seconds) / 2;
    if (demand < 1) {
      demand = 0;
    }
    return demand;
  }
}
