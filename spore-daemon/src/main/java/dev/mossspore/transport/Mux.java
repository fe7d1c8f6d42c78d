package dev.mossspore.transport;

import java.nio.ByteBuffer;

/**
 * The stream multiplexer's packet: a 32-bit stream id, then the payload (chapter 02 section 1).
 * Pure.
 */
final class Mux {
  /** Bytes before the payload. */
  static final int HEADER_LENGTH = 4;

  /** The one stream the mesh uses. */
  static final int DEFAULT_STREAM = 1;

  private Mux() {}

  /** Writes a packet of the stream at the buffer's position. */
  static void pack(int stream, ByteBuffer payload, ByteBuffer out) {
    out.putInt(stream).put(payload);
  }

  /**
   * Whether the buffer holds a packet of the default stream; if so its position is moved to the
   * payload.
   */
  static boolean unpackDefault(ByteBuffer packet) {
    return packet.remaining() >= HEADER_LENGTH && packet.getInt() == DEFAULT_STREAM;
  }
}
