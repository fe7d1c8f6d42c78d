package dev.mossspore.discovery.tracker;

import java.time.Duration;

/**
 * Does things later, on the loop it belongs to. There is no cancelling: an action looks whether it
 * is still wanted.
 */
@FunctionalInterface
interface Timers {
  void after(Duration delay, Runnable action);
}
