package dev.mossspore.relay;

import dev.mossspore.event.EventSink;
import dev.mossspore.mesh.Reachability;
import java.util.function.Supplier;

/**
 * What the offer to relay depends on outside of relaying.
 *
 * @param reachability how this node stands in the network
 * @param events told of offers and withdrawals
 */
public record OfferSurroundings(Supplier<Reachability> reachability, EventSink events) {}
