package dev.mossspore.crypto;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * ChaCha20-Poly1305 under one key. Not thread-safe: one instance per direction, used by one thread
 * at a time. The caller never seals twice under one nonce; the JDK's cipher refuses an immediate
 * repetition.
 */
public final class AeadCipher {
  /** Length of a key in bytes. */
  public static final int KEY_LENGTH = 32;

  /** Length of a nonce in bytes. */
  public static final int NONCE_LENGTH = 12;

  /** What sealing adds to a plaintext, in bytes. */
  public static final int TAG_LENGTH = 16;

  /** Result of {@link #open} for a ciphertext that is not authentic. */
  public static final int NOT_AUTHENTIC = -1;

  private static final byte[] NO_DATA = {};

  private final Cipher cipher;
  private final SecretKeySpec key;

  /** Copies the key, which has 32 bytes. */
  public AeadCipher(byte[] key) {
    if (key.length != KEY_LENGTH) {
      throw new IllegalArgumentException("a cipher key has 32 bytes, got " + key.length);
    }
    this.key = new SecretKeySpec(key, "ChaCha20");
    try {
      this.cipher = Cipher.getInstance("ChaCha20-Poly1305");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no ChaCha20-Poly1305", e);
    }
  }

  /**
   * The nonce of a packet counter: four zero bytes, then the counter, little-endian (chapter 02
   * section 2.1).
   */
  public static byte[] nonce(long counter) {
    return ByteBuffer.allocate(NONCE_LENGTH)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(NONCE_LENGTH - Long.BYTES, counter)
        .array();
  }

  /**
   * Seals {@code length} bytes into {@code output} at {@code outputOffset}; input and output may be
   * the same place.
   *
   * @return bytes written: {@code length} + 16
   */
  public int seal(
      byte[] nonce,
      byte[] associated,
      byte[] input,
      int offset,
      int length,
      byte[] output,
      int outputOffset) {
    try {
      start(Cipher.ENCRYPT_MODE, nonce, associated);
      return cipher.doFinal(input, offset, length, output, outputOffset);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing failed", e);
    }
  }

  /**
   * Opens {@code length} bytes of ciphertext and tag into {@code output} at {@code outputOffset};
   * input and output may be the same place.
   *
   * @return bytes written, or {@link #NOT_AUTHENTIC}; then nothing was written
   */
  public int open(
      byte[] nonce,
      byte[] associated,
      byte[] input,
      int offset,
      int length,
      byte[] output,
      int outputOffset) {
    if (length < TAG_LENGTH) {
      return NOT_AUTHENTIC;
    }
    try {
      start(Cipher.DECRYPT_MODE, nonce, associated);
      return cipher.doFinal(input, offset, length, output, outputOffset);
    } catch (AEADBadTagException e) {
      return NOT_AUTHENTIC;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("opening failed", e);
    }
  }

  /** Seals a whole array without associated data. */
  public byte[] seal(byte[] nonce, byte[] plaintext) {
    byte[] output = new byte[plaintext.length + TAG_LENGTH];
    seal(nonce, NO_DATA, plaintext, 0, plaintext.length, output, 0);
    return output;
  }

  private void start(int mode, byte[] nonce, byte[] associated) throws GeneralSecurityException {
    cipher.init(mode, key, new IvParameterSpec(nonce));
    if (associated.length > 0) {
      cipher.updateAAD(associated);
    }
  }
}
