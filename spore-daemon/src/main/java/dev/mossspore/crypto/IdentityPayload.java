package dev.mossspore.crypto;

import dev.mossspore.base.PeerId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The proof, inside a handshake message, that a Noise key belongs to an Ed25519 identity on this
 * network (chapter 01 section 4). Pure.
 *
 * @param peerId who the sender is
 * @param challenge 32 bytes in message 2 of IK over UDP, else empty
 */
record IdentityPayload(PeerId peerId, byte[] challenge) {
  private static final byte[] NO_CHALLENGE = {};

  /** The canonical bytes of the payload; an empty challenge is left out. */
  static byte[] build(Identity identity, String networkId, byte[] challenge) {
    Base64.Encoder base64 = Base64.getEncoder();
    byte[] signature = identity.sign(signatureInput(networkId, identity.noise().publicKey()));
    StringBuilder json = new StringBuilder();
    json.append("{\"identity_pub\":\"").append(base64.encodeToString(identity.peerId().toBytes()));
    json.append("\",\"signature\":\"").append(base64.encodeToString(signature));
    if (challenge.length > 0) {
      json.append("\",\"challenge\":\"").append(base64.encodeToString(challenge));
    }
    return json.append("\"}").toString().getBytes(StandardCharsets.UTF_8);
  }

  static byte[] build(Identity identity, String networkId) {
    return build(identity, networkId, NO_CHALLENGE);
  }

  /**
   * Reads and verifies a payload.
   *
   * @param remoteStatic the static key the Noise handshake authenticated, never one taken from the
   *     payload
   */
  static IdentityPayload verify(byte[] json, String networkId, byte[] remoteStatic)
      throws HandshakeException {
    IdentityPayloadReader.Fields fields = IdentityPayloadReader.read(json);
    if (fields.identity().length != PeerId.LENGTH) {
      throw new HandshakeException(HandshakeFailure.IDENTITY_LENGTH);
    }
    if (fields.signature().length != Ed25519.SIGNATURE_LENGTH) {
      throw new HandshakeException(HandshakeFailure.SIGNATURE_LENGTH);
    }
    if (!Ed25519.verify(
        fields.identity(), signatureInput(networkId, remoteStatic), fields.signature())) {
      throw new HandshakeException(HandshakeFailure.SIGNATURE_INVALID);
    }
    return new IdentityPayload(PeerId.of(fields.identity()), fields.challenge());
  }

  static byte[] signatureInput(String networkId, byte[] noiseStatic) {
    byte[] label = ("moss-identity|" + networkId + "|").getBytes(StandardCharsets.UTF_8);
    byte[] input = java.util.Arrays.copyOf(label, label.length + noiseStatic.length);
    System.arraycopy(noiseStatic, 0, input, label.length, noiseStatic.length);
    return input;
  }
}
