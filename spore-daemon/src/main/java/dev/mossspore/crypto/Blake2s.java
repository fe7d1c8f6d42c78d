package dev.mossspore.crypto;

import org.bouncycastle.crypto.digests.Blake2sDigest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** BLAKE2s-256, unkeyed, and HMAC over it, as Noise uses them (chapter 01 section 3). */
final class Blake2s {
  /** Output length in bytes. */
  static final int LENGTH = 32;

  private Blake2s() {}

  /** Hash of the parts, one behind the other. */
  static byte[] hash(byte[]... parts) {
    Blake2sDigest digest = new Blake2sDigest(LENGTH * Byte.SIZE);
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] out = new byte[LENGTH];
    digest.doFinal(out, 0);
    return out;
  }

  /** The first {@code count} outputs of Noise's HKDF: chaining key as HMAC key, input as data. */
  static byte[][] expand(byte[] chainingKey, byte[] input, int count) {
    byte[] secret = hmac(chainingKey, input);
    byte[][] outputs = new byte[count][];
    byte[] previous = new byte[0];
    for (int i = 0; i < count; i++) {
      outputs[i] = hmac(secret, previous, new byte[] {(byte) (i + 1)});
      previous = outputs[i];
    }
    return outputs;
  }

  private static byte[] hmac(byte[] key, byte[]... parts) {
    HMac mac = new HMac(new Blake2sDigest(LENGTH * Byte.SIZE));
    mac.init(new KeyParameter(key));
    for (byte[] part : parts) {
      mac.update(part, 0, part.length);
    }
    byte[] out = new byte[LENGTH];
    mac.doFinal(out, 0);
    return out;
  }
}
