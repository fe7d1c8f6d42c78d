package dev.mossspore.relay;

import dev.mossspore.event.EventSink;
import dev.mossspore.mesh.Reachability;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What relaying depends on outside of the mesh.
 *
 * @param reachability how this node stands in the network
 * @param events told of offers, withdrawals and the end of the quota
 * @param clock tells which day it is
 * @param quotaUse what earlier runs carried
 */
public record RelaySurroundings(
    Supplier<Reachability> reachability,
    EventSink events,
    InstantSource clock,
    QuotaUse quotaUse) {}
