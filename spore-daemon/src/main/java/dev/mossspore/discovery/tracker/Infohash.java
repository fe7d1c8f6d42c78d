package dev.mossspore.discovery.tracker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mossspore.crypto.HkdfSha256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Under what name a network is announced to trackers (chapter 04 section 2.1). Pure. */
public final class Infohash {
  /** Length in bytes. */
  static final int LENGTH = 20;

  private Infohash() {}

  /**
   * The infohash of 20 bytes.
   *
   * @param key joins a network that only its holders find; empty for all that nodes join today
   */
  public static byte[] of(String networkId, byte[] key) {
    byte[] id = networkId.getBytes(UTF_8);
    return sha1(
        key.length == 0
            ? id
            : Arrays.copyOf(HkdfSha256.derive(key, id, "moss-infohash".getBytes(UTF_8)), LENGTH));
  }

  private static byte[] sha1(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(text);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-1", e);
    }
  }
}
