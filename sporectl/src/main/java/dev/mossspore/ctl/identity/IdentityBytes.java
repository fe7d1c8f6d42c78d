package dev.mossspore.ctl.identity;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * An identity file's content: 97 bytes as MossSpore writes it, or 129 with the public half of the
 * Noise key behind it, as the Go daemon does (chapter 07 section 6.1). Checked: the public halves
 * belong to the private ones. Never printed.
 */
public final class IdentityBytes {
  /** MossSpore's form. */
  public static final int SHORT_LENGTH = 97;

  /** The Go daemon's form. */
  public static final int LONG_LENGTH = 129;

  private static final byte VERSION = 1;

  private final byte[] bytes;
  private final byte[] noisePublic;

  private IdentityBytes(byte[] bytes, byte[] noisePublic) {
    this.bytes = bytes;
    this.noisePublic = noisePublic;
  }

  /**
   * Reads either form.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static IdentityBytes read(byte[] file) {
    if (file.length != SHORT_LENGTH && file.length != LONG_LENGTH) {
      throw new IllegalArgumentException(
          "it has %d bytes, an identity has %d or %d"
              .formatted(file.length, SHORT_LENGTH, LONG_LENGTH));
    }
    if (file[0] != VERSION) {
      throw new IllegalArgumentException(
          "it has version %d, known is version 1".formatted(Byte.toUnsignedInt(file[0])));
    }
    if (!KeyPairs.belong(part(file, 1), part(file, 33))) {
      throw new IllegalArgumentException(
          "the Ed25519 public key (bytes 33 to 64) does not belong to the private key");
    }
    byte[] noisePublic = KeyPairs.x25519Public(part(file, 65));
    if (file.length == LONG_LENGTH && !Arrays.equals(noisePublic, part(file, 97))) {
      throw new IllegalArgumentException(
          "the X25519 public key (bytes 97 to 128) does not belong to the private key");
    }
    return new IdentityBytes(file.clone(), noisePublic);
  }

  /** How long the file was. */
  public int length() {
    return bytes.length;
  }

  /** 64 hex digits: the peer id. */
  public String publicKey() {
    return HexFormat.of().formatHex(part(bytes, 33));
  }

  /** 64 hex digits. */
  public String noisePublicKey() {
    return HexFormat.of().formatHex(noisePublic);
  }

  /** MossSpore's form. */
  public byte[] shortForm() {
    return Arrays.copyOf(bytes, SHORT_LENGTH);
  }

  /** The Go daemon's form. */
  public byte[] longForm() {
    byte[] out = Arrays.copyOf(bytes, LONG_LENGTH);
    System.arraycopy(noisePublic, 0, out, SHORT_LENGTH, noisePublic.length);
    return out;
  }

  private static byte[] part(byte[] file, int offset) {
    return Arrays.copyOfRange(file, offset, offset + 32);
  }

  @Override
  public String toString() {
    return "IdentityBytes[" + publicKey().substring(0, 16) + "]";
  }
}
