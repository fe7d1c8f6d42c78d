package dev.mossspore.transport;

import dev.mossspore.crypto.AeadCipher;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Opens the packets one direction of a UDP session receives, each sequence once (chapter 02 section
 * 4.2). Nothing that arrives ends the session. Not thread-safe.
 */
final class DatagramOpener {
  private static final int MIN_LENGTH = Long.BYTES + AeadCipher.TAG_LENGTH;

  private final AeadCipher cipher;
  private final ReplayWindow window = new ReplayWindow();

  /** Copies the key, which has 32 bytes. */
  DatagramOpener(byte[] key) {
    this.cipher = new AeadCipher(key);
  }

  /**
   * Opens a session packet in place.
   *
   * @param sessionPacket a writable buffer on an array, from position to limit; its position and
   *     limit stay
   * @return the mux packet, a view on the same array; or null if the packet was too short, a
   *     repetition, too old or not authentic: then its bytes are unchanged, and another session may
   *     try it
   */
  @Nullable ByteBuffer open(ByteBuffer sessionPacket) {
    if (sessionPacket.remaining() < MIN_LENGTH) {
      return null;
    }
    byte[] array = sessionPacket.array();
    int offset = sessionPacket.arrayOffset() + sessionPacket.position();
    long sequence = ByteBuffer.wrap(array).getLong(offset);
    if (!window.fresh(sequence)) {
      return null;
    }
    int sealed = offset + Long.BYTES;
    int opened =
        cipher.open(
            AeadCipher.nonce(sequence),
            Arrays.copyOfRange(array, offset, sealed),
            array,
            sealed,
            sessionPacket.remaining() - Long.BYTES,
            array,
            sealed);
    if (opened == AeadCipher.NOT_AUTHENTIC) {
      return null;
    }
    window.mark(sequence);
    return ByteBuffer.wrap(array, sealed, opened);
  }
}
