package dev.mossspore.transport;

import dev.mossspore.crypto.AeadCipher;
import java.nio.ByteBuffer;

/**
 * Builds the frames one direction of a TCP session sends: length, then the sealed mux packet
 * (chapter 02 section 2.1). Confined to the link's event loop, so that counter order is wire order.
 */
final class FrameSealer {
  /** What a frame adds to its payload, in bytes. */
  static final int OVERHEAD = Integer.BYTES + Mux.HEADER_LENGTH + AeadCipher.TAG_LENGTH;

  private static final byte[] NO_DATA = {};

  private final AeadCipher cipher;
  private long counter;

  FrameSealer(byte[] key) {
    this.cipher = new AeadCipher(key);
  }

  /** The next frame, whole. */
  byte[] seal(int stream, byte[] payload) {
    int plaintext = Mux.HEADER_LENGTH + payload.length;
    byte[] frame = new byte[OVERHEAD + payload.length];
    ByteBuffer out = ByteBuffer.wrap(frame).putInt(plaintext + AeadCipher.TAG_LENGTH);
    Mux.pack(stream, payload, out);
    cipher.seal(
        AeadCipher.nonce(counter++),
        NO_DATA,
        frame,
        Integer.BYTES,
        plaintext,
        frame,
        Integer.BYTES);
    return frame;
  }
}
