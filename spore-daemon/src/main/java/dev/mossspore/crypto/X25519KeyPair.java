package dev.mossspore.crypto;

import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * An X25519 key pair (RFC 7748). The private half is kept as drawn; clamping happens inside the
 * multiplication (chapter 01 section 1).
 *
 * @param privateKey 32 bytes, owned by the pair: not to be written to
 * @param publicKey 32 bytes, owned by the pair: not to be written to
 */
public record X25519KeyPair(byte[] privateKey, byte[] publicKey) {
  /** Length of either half in bytes. */
  public static final int LENGTH = 32;

  /** Draws a new pair. */
  public static X25519KeyPair generate(SecureRandom random) {
    byte[] key = new byte[LENGTH];
    random.nextBytes(key);
    return ofPrivate(key);
  }

  /** The pair of a 32-byte private key, which is copied. */
  public static X25519KeyPair ofPrivate(byte[] privateKey) {
    if (privateKey.length != LENGTH) {
      throw new IllegalArgumentException("an X25519 key has 32 bytes, got " + privateKey.length);
    }
    byte[] publicKey = new byte[LENGTH];
    X25519.scalarMultBase(privateKey, 0, publicKey, 0);
    return new X25519KeyPair(privateKey.clone(), publicKey);
  }

  /**
   * The shared secret with a remote public key of 32 bytes.
   *
   * @throws HandshakeException if the remote key is of low order, so that the secret would be all
   *     zero
   */
  byte[] agree(byte[] remotePublic) throws HandshakeException {
    byte[] secret = new byte[LENGTH];
    if (!X25519.calculateAgreement(privateKey, 0, remotePublic, 0, secret, 0)) {
      throw new HandshakeException(HandshakeFailure.LOW_ORDER_KEY);
    }
    return secret;
  }

  @Override
  public String toString() {
    return "X25519KeyPair[private key withheld]";
  }
}
