package dev.mossspore.transport;

import dev.mossspore.crypto.AeadCipher;
import java.nio.ByteBuffer;

/**
 * Builds the frames one direction of a TCP session sends: length, then the sealed mux packet
 * (chapter 02 section 2.1). Confined to the link's event loop, so that counter order is wire order.
 */
final class FrameSealer {
  /** What a frame puts before its payload, in bytes. */
  static final int HEADER_LENGTH = Integer.BYTES + Mux.HEADER_LENGTH;

  /** What a frame adds to its payload, in bytes. */
  static final int OVERHEAD = HEADER_LENGTH + AeadCipher.TAG_LENGTH;

  private static final byte[] NO_DATA = {};

  private final AeadCipher cipher;
  private long counter;

  FrameSealer(byte[] key) {
    this.cipher = new AeadCipher(key);
  }

  /**
   * The next frame, whole.
   *
   * @param payload given up by the caller: where the array below has room before and behind, as
   *     that of a received frame has, the frame is made in place
   */
  ByteBuffer seal(int stream, ByteBuffer payload) {
    int length = payload.remaining();
    ByteBuffer frame = around(payload);
    int start = frame.position();
    int plaintext = Mux.HEADER_LENGTH + length;
    frame.putInt(plaintext + AeadCipher.TAG_LENGTH).putInt(stream).position(start);
    int sealed = frame.arrayOffset() + start + Integer.BYTES;
    cipher.seal(
        AeadCipher.nonce(counter++),
        NO_DATA,
        frame.array(),
        sealed,
        plaintext,
        frame.array(),
        sealed);
    return frame;
  }

  /** A buffer of a frame's length that has the payload in its place. */
  private static ByteBuffer around(ByteBuffer payload) {
    int length = OVERHEAD + payload.remaining();
    int start = payload.arrayOffset() + payload.position() - HEADER_LENGTH;
    if (start >= 0 && start + length <= payload.array().length) {
      return ByteBuffer.wrap(payload.array(), start, length);
    }
    ByteBuffer frame = ByteBuffer.allocate(length);
    frame.put(HEADER_LENGTH, payload, payload.position(), payload.remaining());
    return frame;
  }
}
