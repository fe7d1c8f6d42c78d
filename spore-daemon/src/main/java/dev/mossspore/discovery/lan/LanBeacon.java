package dev.mossspore.discovery.lan;

import dev.mossspore.base.PeerId;
import dev.mossspore.discovery.Capabilities;

/**
 * What a node shouts into its segment (chapter 04 section 5). Nobody has signed it.
 *
 * @param networkId network it is a node of
 * @param listenPort where it takes sessions, 1 to 65535
 * @param advertisedAddr what it announces; written, never believed
 */
public record LanBeacon(
    String networkId,
    PeerId peerId,
    int listenPort,
    String advertisedAddr,
    Capabilities capabilities) {}
