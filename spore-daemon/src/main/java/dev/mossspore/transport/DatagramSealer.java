package dev.mossspore.transport;

import dev.mossspore.crypto.AeadCipher;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Builds the packets one direction of a UDP session sends: sequence, then the sealed mux packet
 * (chapter 02 section 4.1). A packet's sequence is spent even if it cannot be sent. Not
 * thread-safe.
 */
final class DatagramSealer {
  /** What a session packet adds to its payload, in bytes. */
  static final int OVERHEAD = Long.BYTES + Mux.HEADER_LENGTH + AeadCipher.TAG_LENGTH;

  /** The longest payload a datagram without padding carries, in bytes. */
  static final int MAX_PACKET =
      ObfuscationCodec.MAX_DATAGRAM - ObfuscationCodec.OVERHEAD - OVERHEAD;

  private final AeadCipher cipher;
  private long sequence;

  /** Copies the key, which has 32 bytes. */
  DatagramSealer(byte[] key) {
    this.cipher = new AeadCipher(key);
  }

  /** The next session packet, whole, of the default stream. */
  byte[] seal(ByteBuffer packet) {
    return seal(Mux.DEFAULT_STREAM, packet);
  }

  /** The next session packet, whole. */
  byte[] seal(int stream, ByteBuffer packet) {
    int length = packet.remaining();
    byte[] sealed = new byte[OVERHEAD + length];
    Mux.pack(stream, packet, ByteBuffer.wrap(sealed).putLong(sequence));
    cipher.seal(
        AeadCipher.nonce(sequence++),
        Arrays.copyOf(sealed, Long.BYTES),
        sealed,
        Long.BYTES,
        Mux.HEADER_LENGTH + length,
        sealed,
        Long.BYTES);
    return sealed;
  }
}
