package dev.mossspore.base;

import java.util.concurrent.TimeUnit;

/**
 * A budget that refills continuously up to a capacity; it starts full. Exact: the level is kept in
 * billionths of a token, so that no rounding adds up. Pure: readings of a monotonic clock in
 * nanoseconds come in. Not thread-safe.
 */
public final class TokenBucket {
  private static final long TOKEN = TimeUnit.SECONDS.toNanos(1);

  private final long full;
  private final long perNano;
  private long level;
  private long refilledAt;

  /**
   * @param capacity tokens at most, 1 to 9 223 372 036
   * @param perSecond tokens that come back every second, at least 1
   */
  public TokenBucket(long capacity, long perSecond, long now) {
    if (capacity < 1 || capacity > Long.MAX_VALUE / TOKEN || perSecond < 1) {
      throw new IllegalArgumentException(
          "no bucket of %d tokens and %d a second".formatted(capacity, perSecond));
    }
    this.full = capacity * TOKEN;
    this.perNano = perSecond; // tokens a second are billionths of a token a nanosecond
    this.level = full;
    this.refilledAt = now;
  }

  /** Takes a token if there is a whole one. */
  public boolean tryTake(long now) {
    refill(now);
    if (level < TOKEN) {
      return false;
    }
    level -= TOKEN;
    return true;
  }

  private void refill(long now) {
    long elapsed = now - refilledAt;
    if (elapsed <= 0) {
      return;
    }
    level = elapsed > (full - level) / perNano ? full : level + elapsed * perNano;
    refilledAt = now;
  }
}
