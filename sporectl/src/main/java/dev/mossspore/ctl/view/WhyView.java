package dev.mossspore.ctl.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a spore is or is not connected to a peer. */
public record WhyView(
    String peer,
    List<FindingView> findings,
    @Nullable PeerView connected,
    List<String> addresses,
    @Nullable Instant lastDial,
    @Nullable String lastDialResult,
    @Nullable Instant nextDial) {}
