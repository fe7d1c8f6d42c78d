package dev.mossspore.ctl.view;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code tail}: an event of a host, or a gap in its events.
 *
 * @param kind event or dropped
 * @param localTime by this host's clock
 * @param clockOffset how far the host's clock is ahead of this one
 * @param event null for a gap
 * @param dropped how many events are missing
 * @param reason why they are
 */
public record TailView(
    String host,
    String kind,
    Instant localTime,
    @Nullable Duration clockOffset,
    @Nullable EventView event,
    long dropped,
    @Nullable String reason) {}
