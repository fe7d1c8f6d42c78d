package dev.mossspore.base;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * One counter for each value of an enum. Thread-safe.
 *
 * @param <E> what is counted
 */
public final class EnumCounters<E extends Enum<E>> {
  private final Map<E, LongAdder> counters;

  /** All counters start at 0. */
  public EnumCounters(Class<E> type) {
    EnumMap<E, LongAdder> map = new EnumMap<>(type);
    for (E value : Objects.requireNonNull(type.getEnumConstants())) {
      map.put(value, new LongAdder());
    }
    // Never changed again, so it may be shared between threads.
    this.counters = Collections.unmodifiableMap(map);
  }

  /** Adds one. */
  public void increment(E value) {
    Objects.requireNonNull(counters.get(value)).increment();
  }

  /** Adds so many. */
  public void add(E value, long amount) {
    Objects.requireNonNull(counters.get(value)).add(amount);
  }

  /** The count so far. */
  public long get(E value) {
    return Objects.requireNonNull(counters.get(value)).sum();
  }
}
