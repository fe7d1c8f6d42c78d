package dev.mossspore.discovery;

import dev.mossspore.wire.Blob;

/**
 * A direct session that was registered.
 *
 * @param addr the remote end
 * @param dialable whether the remote end can be dialled, which that of an inbound stream cannot
 * @param noiseStatic the remote's Noise key, 32 bytes
 * @param seed whether the remote end is a seed
 */
public record OpenedSession(String addr, boolean dialable, Blob noiseStatic, boolean seed) {}
