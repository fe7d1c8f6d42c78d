package dev.mossspore.discovery;

import dev.mossspore.base.PeerId;

/**
 * The peer that delivered an announcement.
 *
 * @param sessionAddr the remote end of its session, or {@code relay:<peer id>}
 * @param outboundBootstrap whether the session was dialled from here, to a seed
 */
public record Sender(PeerId id, String sessionAddr, boolean outboundBootstrap) {}
