package dev.mossspore.mesh;

import dev.mossspore.base.PeerId;
import dev.mossspore.transport.Carrier;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connected peer at one instant, for whoever reports on it. Immutable.
 *
 * @param address the remote end of its session
 * @param outbound whether this node dialled
 * @param age of the session
 * @param rtt of the last ping that was answered; null before the first
 * @param missedPings in a row
 * @param graylisted whether nothing it says is listened to
 * @param staticPeer whether it is configured to be kept connected
 * @param relayCapable whether it offers to relay
 * @param receivedBytes of this session, as on the wire
 * @param sentBytes the same
 */
public record PeerReport(
    PeerId id,
    String address,
    Carrier carrier,
    boolean outbound,
    Duration age,
    @Nullable Duration rtt,
    int missedPings,
    double score,
    boolean graylisted,
    boolean staticPeer,
    boolean relayCapable,
    long receivedBytes,
    long sentBytes) {}
