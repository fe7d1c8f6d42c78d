package dev.mossspore.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** HKDF-SHA256, extract and expand (RFC 5869). Pure; any thread. */
public final class HkdfSha256 {
  /** Length of a derived key in bytes. */
  public static final int LENGTH = 32;

  private HkdfSha256() {}

  /**
   * Derives a key of 32 bytes. Each argument may be empty; several infos are joined by a vertical
   * bar beforehand (chapter 02 section 3.1).
   *
   * @param ikm the input key material
   */
  public static byte[] derive(byte[] ikm, byte[] salt, byte[] info) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract().addIKM(ikm).addSalt(salt).thenExpand(info, LENGTH));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no HKDF-SHA256", e);
    }
  }
}
