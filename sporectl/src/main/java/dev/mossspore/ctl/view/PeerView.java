package dev.mossspore.ctl.view;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connected peer. Null: not known, or not measured yet. */
public record PeerView(
    String id,
    String address,
    String carrier,
    String direction,
    Duration age,
    @Nullable Duration rtt,
    long missedPings,
    double score,
    boolean graylisted,
    boolean staticPeer,
    boolean relayCapable,
    long receivedBytes,
    long sentBytes,
    long relaySessions) {}
