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
   * @param perSecond tokens that come back every second; none if 0
   */
  public TokenBucket(long capacity, long perSecond, long now) {
    if (capacity < 1 || capacity > Long.MAX_VALUE / TOKEN || perSecond < 0) {
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
    return tryTake(1, now);
  }

  /** Takes so many tokens if they are there, else none. */
  public boolean tryTake(long tokens, long now) {
    if (!holds(tokens, now)) {
      return false;
    }
    level -= tokens * TOKEN;
    return true;
  }

  /** Whether so many tokens could be taken; more than the capacity never can. */
  public boolean holds(long tokens, long now) {
    refill(now);
    return tokens <= level / TOKEN;
  }

  private void refill(long now) {
    long elapsed = now - refilledAt;
    if (elapsed <= 0 || perNano == 0) {
      return;
    }
    level = elapsed > (full - level) / perNano ? full : level + elapsed * perNano;
    refilledAt = now;
  }
}
