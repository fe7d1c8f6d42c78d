package dev.mossspore.ctl.identity;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;

/** Private and public halves of keys, by the JDK's own cryptography. */
final class KeyPairs {
  /** The point that X25519 multiplies to make a public key (RFC 7748 section 4.1). */
  private static final BigInteger BASE_POINT = BigInteger.valueOf(9);

  private KeyPairs() {}

  /** The public half of a 32-byte X25519 key. */
  static byte[] x25519Public(byte[] privateKey) {
    try {
      KeyFactory keys = KeyFactory.getInstance("X25519");
      KeyAgreement multiply = KeyAgreement.getInstance("X25519");
      multiply.init(
          keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, privateKey)));
      multiply.doPhase(
          keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BASE_POINT)), true);
      return multiply.generateSecret();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java 25 has X25519", e);
    }
  }

  /**
   * Whether a 32-byte Ed25519 public key is that of a 32-byte seed: whether it accepts what the
   * seed signs.
   */
  static boolean belong(byte[] seed, byte[] publicKey) {
    byte[] message = "mossspore".getBytes(StandardCharsets.US_ASCII);
    try {
      KeyFactory keys = KeyFactory.getInstance("Ed25519");
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(
          keys.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
      signer.update(message);
      byte[] signature = signer.sign();
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(ed25519Public(keys, publicKey));
      verifier.update(message);
      return verifier.verify(signature);
    } catch (InvalidKeyException | InvalidKeySpecException | java.security.SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java 25 has Ed25519", e);
    }
  }

  /** The 32 bytes are y in little-endian order, with the lowest bit of x on top. */
  private static PublicKey ed25519Public(KeyFactory keys, byte[] encoded)
      throws InvalidKeySpecException {
    byte[] y = new byte[encoded.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = encoded[encoded.length - 1 - i];
    }
    boolean xOdd = (y[0] & 0x80) != 0;
    y[0] &= 0x7f;
    return keys.generatePublic(
        new EdECPublicKeySpec(
            NamedParameterSpec.ED25519, new EdECPoint(xOdd, new BigInteger(1, y))));
  }
}
