package dev.mossspore.transport;

import dev.mossspore.crypto.AeadCipher;
import dev.mossspore.crypto.HkdfSha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Seals and opens datagrams (chapter 02 section 3). It hides kinds and sizes; whoever knows the
 * network id can compute the key. Confined to the UDP loop.
 */
final class ObfuscationCodec {
  /** What a datagram adds to its payload and padding, in bytes; none is shorter. */
  static final int OVERHEAD =
      AeadCipher.NONCE_LENGTH + Byte.BYTES + Short.BYTES + AeadCipher.TAG_LENGTH;

  /** The longest datagram IPv4 carries, in bytes. */
  static final int MAX_DATAGRAM = 65_507;

  private static final int MAX_RANDOM_PADDING = 256;
  private static final byte[] LABEL = "moss-obfs-v1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NO_DATA = {};

  private final AeadCipher cipher;
  private final RandomGenerator random;

  /**
   * Copies the key, which has 32 bytes.
   *
   * @param random source of nonces and padding: all nodes of a network seal under one key, so it
   *     must never repeat another node's numbers
   */
  ObfuscationCodec(byte[] key, RandomGenerator random) {
    this.cipher = new AeadCipher(key);
    this.random = random;
  }

  /** The key of a network without a pre-shared key. */
  static byte[] key(String networkId) {
    byte[] network = networkId.getBytes(StandardCharsets.UTF_8);
    return HkdfSha256.derive(network, network, LABEL);
  }

  /** A length of padding in bytes, uniform in 0 to 256. */
  int randomPadding() {
    return random.nextInt(MAX_RANDOM_PADDING + 1);
  }

  /**
   * A whole datagram under a nonce of its own; what is sent again is sealed again.
   *
   * @param padding bytes of random padding, 0 to 65 535
   */
  byte[] seal(DatagramKind kind, byte[] payload, int padding) {
    byte[] filling = new byte[padding];
    random.nextBytes(filling);
    byte[] nonce = new byte[AeadCipher.NONCE_LENGTH];
    random.nextBytes(nonce);
    return seal(kind, payload, filling, nonce);
  }

  /**
   * A whole datagram of given parts.
   *
   * @param nonce 12 bytes, never used before by any node
   */
  byte[] seal(DatagramKind kind, byte[] payload, byte[] padding, byte[] nonce) {
    ByteBuffer out =
        ByteBuffer.allocate(OVERHEAD + payload.length + padding.length)
            .put(nonce)
            .put((byte) kind.number())
            .putShort((short) padding.length)
            .put(payload)
            .put(padding);
    byte[] datagram = out.array();
    int plaintext = out.position() - AeadCipher.NONCE_LENGTH;
    cipher.seal(
        nonce,
        NO_DATA,
        datagram,
        AeadCipher.NONCE_LENGTH,
        plaintext,
        datagram,
        AeadCipher.NONCE_LENGTH);
    return datagram;
  }

  /**
   * A datagram's content.
   *
   * @param kind the kind byte, 0 to 255, unchecked
   * @param payload from position to limit, a view on the array that was opened
   */
  record Opened(int kind, ByteBuffer payload) {}

  /**
   * Opens a datagram within the array.
   *
   * @param datagram given up by the caller: the payload is decrypted in place
   * @return null if it is no datagram of this network; then the array is unchanged, unless it was
   *     sealed with a padding longer than itself
   */
  @Nullable Opened open(byte[] datagram, int offset, int length) {
    if (length < OVERHEAD) {
      return null;
    }
    int sealed = offset + AeadCipher.NONCE_LENGTH;
    byte[] nonce = Arrays.copyOfRange(datagram, offset, sealed);
    int opened =
        cipher.open(
            nonce, NO_DATA, datagram, sealed, length - AeadCipher.NONCE_LENGTH, datagram, sealed);
    if (opened == AeadCipher.NOT_AUTHENTIC) {
      return null;
    }
    ByteBuffer plaintext = ByteBuffer.wrap(datagram, sealed, opened);
    int kind = Byte.toUnsignedInt(plaintext.get());
    int padding = Short.toUnsignedInt(plaintext.getShort());
    if (padding > plaintext.remaining()) {
      return null;
    }
    return new Opened(kind, plaintext.limit(plaintext.limit() - padding));
  }
}
