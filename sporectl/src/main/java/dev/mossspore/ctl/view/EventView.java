package dev.mossspore.ctl.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of a spore.
 *
 * @param time by the spore's own clock
 * @param detail tree
 */
public record EventView(
    long sequence,
    Instant time,
    String type,
    long code,
    Severity severity,
    @Nullable String peer,
    @Nullable String session,
    @Nullable Object detail) {}
