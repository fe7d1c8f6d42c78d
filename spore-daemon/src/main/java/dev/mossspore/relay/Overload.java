package dev.mossspore.relay;

import dev.mossspore.base.Backoff;
import java.time.Duration;

/**
 * Whether the node is asked for more than its cap (chapter 05 section 8.3, "ours"): it is once data
 * was refused in each of five seconds, so a burst changes nothing, and until a cool-down after the
 * last refusal, which grows each time. Confined to the mesh loop.
 */
final class Overload {
  private static final int SUSTAINED = 5;
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration SHORTEST = Duration.ofMillis(500);
  private static final long FORGOTTEN = Duration.ofMinutes(10).toNanos();

  private final Backoff cooldown;
  private int seconds;
  private int times;
  private boolean overloaded;
  private long refusedAt;

  /**
   * @param tick how often {@link #tick} is called
   */
  Overload(Duration tick) {
    this.cooldown = new Backoff(first(tick), LONGEST);
  }

  /** The first cool-down. */
  static Duration first(Duration tick) {
    Duration two = tick.multipliedBy(2);
    return two.compareTo(SHORTEST) < 0 ? SHORTEST : two;
  }

  /**
   * @param refused whether data was refused since the last call
   */
  void tick(boolean refused, long now) {
    seconds = refused ? seconds + 1 : 0;
    if (refused) {
      refusedAt = now;
    }
    if (!overloaded && seconds >= SUSTAINED) {
      overloaded = true;
      times++;
    } else if (overloaded && now - refusedAt >= cooldown.longest(times - 1).toNanos()) {
      overloaded = false;
    } else if (!overloaded && now - refusedAt >= FORGOTTEN) {
      times = 0;
    }
  }

  boolean overloaded() {
    return overloaded;
  }
}
