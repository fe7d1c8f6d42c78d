package dev.mossspore.discovery;

import dev.mossspore.base.PeerId;
import dev.mossspore.wire.Blob;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeType;

/**
 * A peer's own {@code supernode_announce} or {@code supernode_revoke}, to be told to others.
 *
 * @param addr where it can be dialled
 * @param capabilities what it can do; announced if it relays, else revoked
 * @param signature covers the id and both of these
 */
public record SignedStatus(String addr, Capabilities capabilities, Blob signature) {
  /** Whether it relays is said by the type, whatever the flag says. */
  static SignedStatus of(Envelope status) {
    boolean relays = status.type().equals(EnvelopeType.SUPERNODE_ANNOUNCE.wireName());
    return new SignedStatus(
        status.advertisedAddr(),
        new Capabilities(status.advertisedNatType(), status.advertisedReachable(), relays),
        status.advertisedSignature());
  }

  /**
   * The message.
   *
   * @param noiseStatic a Noise key that goes along unsigned, or empty
   */
  Envelope envelope(PeerId id, Blob noiseStatic) {
    return Envelope.of(
            capabilities.relayCapable()
                ? EnvelopeType.SUPERNODE_ANNOUNCE
                : EnvelopeType.SUPERNODE_REVOKE)
        .advertisedPeerId(id.hex())
        .advertisedAddr(addr)
        .advertisedNatType(capabilities.natType())
        .advertisedReachable(capabilities.reachable())
        .advertisedRelayCapable(capabilities.relayCapable())
        .advertisedNoiseStatic(noiseStatic)
        .advertisedSignature(signature)
        .build();
  }
}
