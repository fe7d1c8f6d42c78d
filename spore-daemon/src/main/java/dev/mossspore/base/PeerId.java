package dev.mossspore.base;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The name of a node: its Ed25519 public key (chapter 01 section 1). Ordered as its lower-case hex
 * text is, that is, as unsigned bytes.
 */
public final class PeerId implements Comparable<PeerId> {
  /** Length of the key in bytes. */
  public static final int LENGTH = 32;

  private static final int SHORT_LENGTH = 8;

  private final byte[] bytes;
  private final String hex;

  private PeerId(byte[] bytes) {
    this.bytes = bytes;
    this.hex = HexFormat.of().formatHex(bytes);
  }

  /**
   * Copies a key.
   *
   * @throws IllegalArgumentException if it is not 32 bytes long
   */
  public static PeerId of(byte[] key) {
    if (key.length != LENGTH) {
      throw new IllegalArgumentException("a peer id has 32 bytes, got " + key.length);
    }
    return new PeerId(key.clone());
  }

  /**
   * Parses 64 hex digits of either case.
   *
   * @throws IllegalArgumentException on anything else
   */
  public static PeerId parse(String hex) {
    return of(HexFormat.of().parseHex(hex));
  }

  /** A copy of the key's 32 bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** 64 lower-case hex digits. */
  public String hex() {
    return hex;
  }

  /** The first 16 hex digits, for people. */
  public String fingerprint() {
    return hex.substring(0, 2 * SHORT_LENGTH);
  }

  @Override
  public int compareTo(PeerId other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PeerId that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return fingerprint();
  }
}
