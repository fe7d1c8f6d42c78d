package dev.mossspore.monitor;

import dev.mossspore.observe.BuildInfo;
import io.netty.channel.EventLoopGroup;
import java.util.function.Supplier;

/**
 * All that the monitor shows. Every member is asked anew for each request, on the monitor's thread,
 * and must not wait.
 *
 * @param metrics the body of {@code /metrics}
 * @param counters what its servers refused, those before a change of address included
 * @param loop of NIO channels, carries its connections; shared with others, not its own
 */
public record Monitored(
    StatusSource status,
    BuildInfo build,
    Supplier<MonitorAccess> access,
    Supplier<MetricsText> metrics,
    MonitorCounters counters,
    EventLoopGroup loop) {}
