package dev.mossspore.admin;

import dev.mossspore.base.EnumCounters;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the admin API did and refused since the start. Any thread.
 *
 * @param calls calls let through
 * @param failures calls refused before they reached the node
 * @param connections connections turned away
 * @param eventsDropped events that some subscriber did not get
 */
public record AdminCounters(
    LongAdder calls,
    EnumCounters<Failure> failures,
    EnumCounters<ConnectionRefusal> connections,
    LongAdder eventsDropped) {
  /** All at zero. */
  public AdminCounters() {
    this(
        new LongAdder(),
        new EnumCounters<>(Failure.class),
        new EnumCounters<>(ConnectionRefusal.class),
        new LongAdder());
  }
}
