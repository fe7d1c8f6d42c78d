package dev.mossspore.discovery;

import dev.mossspore.base.PeerId;
import dev.mossspore.wire.Blob;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeType;

/**
 * A peer's own {@code peer_announce}, to be told to others: what it signed, and the signature.
 *
 * @param addr where it can be dialled
 * @param noiseStatic its Noise key, or empty in an announcement of the first version
 * @param signature covers the id and both of these
 */
public record SignedAnnouncement(String addr, Blob noiseStatic, Blob signature) {
  static SignedAnnouncement of(Envelope announcement) {
    return new SignedAnnouncement(
        announcement.advertisedAddr(),
        announcement.advertisedNoiseStatic(),
        announcement.advertisedSignature());
  }

  /**
   * The message.
   *
   * @param view what the teller believes the peer can do; not signed
   */
  Envelope envelope(PeerId id, Capabilities view) {
    return Envelope.of(EnvelopeType.PEER_ANNOUNCE)
        .advertisedPeerId(id.hex())
        .advertisedAddr(addr)
        .advertisedNatType(view.natType())
        .advertisedReachable(view.reachable())
        .advertisedRelayCapable(view.relayCapable())
        .advertisedNoiseStatic(noiseStatic)
        .advertisedSignature(signature)
        .build();
  }
}
