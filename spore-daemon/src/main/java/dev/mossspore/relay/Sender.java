package dev.mossspore.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mossspore.base.TokenBucket;
import dev.mossspore.mesh.PeerSlot;

/**
 * A connected peer as somebody who has things carried; it lasts as long as the peer stays.
 *
 * @param hex its id as it stands in packets; not to be written to
 * @param rate its part of the node's rate
 * @param control how often it may ask; confined to the mesh loop
 */
record Sender(PeerSlot peer, byte[] hex, SenderRate rate, TokenBucket control) {
  private static final int CONTROL_BURST = 128;
  private static final int CONTROL_PER_SECOND = 20;

  static Sender of(PeerSlot peer, SenderRate rate, long now) {
    return new Sender(
        peer,
        peer.id().hex().getBytes(US_ASCII),
        rate,
        new TokenBucket(CONTROL_BURST, CONTROL_PER_SECOND, now));
  }
}
