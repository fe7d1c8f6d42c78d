package dev.mossspore.ctl.tail;

import dev.mossspore.ctl.view.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted; the daemon sorts out the others.
 *
 * @param since from when on by our clock; null: from now on
 * @param follow whether to go on when all is there
 * @param atLeast {@link Severity#UNKNOWN} for all
 */
public record TailRequest(
    @Nullable Instant since,
    boolean follow,
    List<String> types,
    List<String> peers,
    List<String> sessions,
    Severity atLeast) {}
