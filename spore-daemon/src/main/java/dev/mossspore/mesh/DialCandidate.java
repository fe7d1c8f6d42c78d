package dev.mossspore.mesh;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * A known peer, as far as dialling is concerned (chapter 04 sections 9.1 and 12.2).
 *
 * @param address null if no dialable one is known
 * @param verified we had a session with it, or it announced itself over its own
 * @param thirdPartyDialable may be dialled although others told of it
 * @param bootstrap came from a seed
 * @param publicReachable anybody can dial it
 * @param relayCapable it relays for others
 * @param lastSeen reading of a monotonic clock in nanoseconds
 * @param score see {@link Scores#of}
 */
record DialCandidate(
    PeerId id,
    @Nullable HostPort address,
    boolean verified,
    boolean thirdPartyDialable,
    boolean bootstrap,
    boolean publicReachable,
    boolean relayCapable,
    long lastSeen,
    double score) {}
