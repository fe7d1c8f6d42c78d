package dev.mossspore.relay;

import dev.mossspore.event.EventSink;
import dev.mossspore.event.SporeEvent;
import java.time.Duration;

/**
 * Events 3 and 4, at most two in ten seconds (07 section 7.3). What could not be told in time is
 * told later, if it is still true. Confined to the mesh loop.
 */
final class OfferEvents {
  private static final long SPAN = Duration.ofSeconds(10).toNanos();

  private final EventSink events;
  private boolean told;
  private int inSpan;
  private long spanBegan;

  OfferEvents(EventSink events) {
    this.events = events;
  }

  /** To be called after each change, and about once a second. */
  void tell(boolean active, String natType, long now) {
    if (active == told) {
      return;
    }
    if (inSpan == 0 || now - spanBegan >= SPAN) {
      spanBegan = now;
      inSpan = 0;
    }
    if (inSpan < 2) {
      inSpan++;
      told = active;
      events.publish(
          active
              ? new SporeEvent.SupernodePromoted(natType)
              : new SporeEvent.SupernodeRevoked(natType));
    }
  }
}
