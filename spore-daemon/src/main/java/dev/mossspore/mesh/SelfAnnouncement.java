package dev.mossspore.mesh;

import dev.mossspore.crypto.Identity;
import dev.mossspore.wire.Blob;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeEncoder;
import dev.mossspore.wire.EnvelopeType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * This node's own {@code peer_announce}: where it can be dialled, and its Noise key, signed
 * (chapter 04 section 11). An announcement carries no time, so it is signed once for each address.
 * Confined to the mesh loop.
 */
final class SelfAnnouncement {
  private final Identity identity;
  private String address = "";
  private byte[] packet = {};

  SelfAnnouncement(Identity identity) {
    this.identity = identity;
  }

  /** The packet that announces the address: a copy for each link. */
  byte[] packet(String advertisedAddress) {
    if (!advertisedAddress.equals(address)) {
      address = advertisedAddress;
      packet = EnvelopeEncoder.encode(envelope(advertisedAddress));
    }
    return packet.clone();
  }

  private Envelope envelope(String advertisedAddress) {
    byte[] noiseStatic = identity.noise().publicKey();
    String id = identity.peerId().hex();
    byte[] signed = signatureInput(id, advertisedAddress, noiseStatic);
    return Envelope.of(EnvelopeType.PEER_ANNOUNCE)
        .advertisedPeerId(id)
        .advertisedAddr(advertisedAddress)
        .advertisedNoiseStatic(Blob.copyOf(noiseStatic))
        .advertisedSignature(Blob.wrap(identity.sign(signed)))
        .build();
  }

  static byte[] signatureInput(String id, String address, byte[] noiseStatic) {
    String separator = "\0";
    String type = EnvelopeType.PEER_ANNOUNCE.wireName();
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    input.writeBytes(
        String.join(separator, "moss-peer-announcement", type, id, address, "v2", "")
            .getBytes(StandardCharsets.UTF_8));
    input.writeBytes(noiseStatic);
    return input.toByteArray();
  }
}
