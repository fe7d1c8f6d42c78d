package dev.mossspore.discovery;

import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Ed25519;
import dev.mossspore.wire.Blob;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * The signature of an announcement, to be checked (chapter 04 section 11.2). Immutable.
 *
 * @param key who has to have signed
 * @param input the signed bytes; not to be written to
 * @param signature 64 bytes
 */
public record SignatureCheck(PeerId key, byte[] input, Blob signature) {
  /**
   * The check an announcement calls for; empty if it cannot succeed: the id is not 64 lower-case
   * hex digits, or the signature or the Noise key has a wrong length.
   */
  public static Optional<SignatureCheck> of(Envelope announcement) {
    Optional<PeerId> key = canonical(announcement.advertisedPeerId());
    boolean status = !announcement.type().equals(EnvelopeType.PEER_ANNOUNCE.wireName());
    int keyLength = announcement.advertisedNoiseStatic().length();
    if (key.isEmpty()
        || announcement.advertisedSignature().length() != Ed25519.SIGNATURE_LENGTH
        || (!status && keyLength != 0 && keyLength != SignatureInput.NOISE_STATIC_LENGTH)) {
      return Optional.empty();
    }
    byte[] input =
        status
            ? SignatureInput.supernodeStatus(announcement)
            : SignatureInput.peerAnnounce(announcement);
    return Optional.of(new SignatureCheck(key.get(), input, announcement.advertisedSignature()));
  }

  /** The peer of an id as it has to be written: the text is what is signed, so case counts. */
  static Optional<PeerId> canonical(String id) {
    if (!isPeerId(id)) {
      return Optional.empty();
    }
    PeerId peer = PeerId.parse(id);
    return peer.hex().equals(id) ? Optional.of(peer) : Optional.empty();
  }

  /** Whether a text is 64 hex digits of either case. */
  static boolean isPeerId(String id) {
    return id.length() == 2 * PeerId.LENGTH
        && id.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
  }

  /** Whether the signature is good; takes about 100 microseconds. Any thread. */
  public boolean verify() {
    return Ed25519.verify(key.toBytes(), input, signature.toBytes());
  }

  /** SHA-256 of what is signed, which names the key, and of the signature. */
  Blob digest() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(input);
      sha256.update(signature.asBuffer());
      return Blob.wrap(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
