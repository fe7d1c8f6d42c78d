package dev.mossspore.base;

/** A clock that only moves forward, for measuring and timing out. Thread-safe. */
@FunctionalInterface
public interface Ticker {
  /** Nanoseconds since an arbitrary origin; compare readings by their difference. */
  long nanos();
}
