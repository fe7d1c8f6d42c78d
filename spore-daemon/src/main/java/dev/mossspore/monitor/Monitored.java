package dev.mossspore.monitor;

import dev.mossspore.observe.BuildInfo;
import java.util.function.Supplier;

/**
 * All that the monitor shows. Every member is asked anew for each request, on the monitor's thread,
 * and must not wait.
 *
 * @param metrics the body of {@code /metrics}
 * @param counters what its servers refused, those before a change of address included
 */
public record Monitored(
    StatusSource status,
    BuildInfo build,
    Supplier<MonitorAccess> access,
    Supplier<MetricsText> metrics,
    MonitorCounters counters) {}
