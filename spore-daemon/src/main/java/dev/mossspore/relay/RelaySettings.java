package dev.mossspore.relay;

import dev.mossspore.config.QuotaPeriod;
import java.time.Duration;

/**
 * What an operator decides about relaying (07 sections 4.2 and 4.4).
 *
 * @param enabled false: nothing new is carried and nothing offered
 * @param bytesPerSecond cap of the node as a whole, on decoded payload
 * @param perPeerKib hard limit of each sender, as the reference counts it; 0 for none
 * @param maxSessions sessions carried at once
 * @param sessionTtl how long a session may be idle
 * @param minUptime from start to the earliest offer
 * @param quotaBytes what may be carried in a period; 0 for no quota
 */
public record RelaySettings(
    boolean enabled,
    long bytesPerSecond,
    int perPeerKib,
    int maxSessions,
    Duration sessionTtl,
    Duration minUptime,
    long quotaBytes,
    QuotaPeriod quotaPeriod) {}
