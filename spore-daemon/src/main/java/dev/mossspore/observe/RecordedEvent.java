package dev.mossspore.observe;

import dev.mossspore.event.SporeEvent;
import java.time.Instant;

/**
 * An event and its place among those of this run.
 *
 * @param sequence from 1, without gaps
 */
public record RecordedEvent(long sequence, Instant time, SporeEvent event) {
  /** Its {@code detail}, as in event lines. */
  public String detailJson() {
    return EventDetail.of(event);
  }
}
