package dev.mossspore.relay;

import dev.mossspore.base.PeerId;
import java.time.Duration;

/**
 * A session this node carries, at one instant, for whoever reports on it. Bytes are of decoded
 * payload.
 *
 * @param session its id, as it stands in packets
 * @param answered whether the target has accepted it or sent something
 * @param idle since something was carried or asked
 */
public record CarriedSession(
    String session,
    PeerId initiator,
    PeerId target,
    boolean answered,
    Duration age,
    Duration idle,
    long toTargetBytes,
    long toInitiatorBytes,
    long droppedBytes) {}
