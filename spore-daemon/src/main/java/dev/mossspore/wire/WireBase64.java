package dev.mossspore.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Reads base64 with the standard alphabet and padding as the reference does (chapter 03 section
 * 2.3). The JDK's decoders either refuse CR and LF or take what must be refused.
 */
final class WireBase64 {
  private static final byte[] ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(US_ASCII);
  private static final byte[] SEXTETS = sextets();

  private WireBase64() {}

  /** The bytes a part of an array of characters stands for. */
  static Blob decode(char[] text, int offset, int length) throws RejectedPacketException {
    byte[] bytes = new byte[length / 4 * 3];
    int size = 0;
    int bits = 0;
    int sextets = 0;
    int pads = 0;
    for (int i = offset; i < offset + length; i++) {
      char c = text[i];
      if (c == '\r' || c == '\n') {
        continue;
      }
      if (c == '=') {
        pads++;
        require(sextets >= 2 && sextets + pads <= 4);
        continue;
      }
      require(pads == 0 && c < SEXTETS.length && SEXTETS[c] >= 0);
      bits = bits << 6 | SEXTETS[c];
      if (++sextets == 4) {
        bytes[size++] = (byte) (bits >> 16);
        bytes[size++] = (byte) (bits >> 8);
        bytes[size++] = (byte) bits;
        sextets = 0;
      }
    }
    require(sextets == 0 || sextets + pads == 4);
    // What is left over of the last sextet may hold anything.
    if (sextets == 2) {
      bytes[size++] = (byte) (bits >> 4);
    } else if (sextets == 3) {
      bytes[size++] = (byte) (bits >> 10);
      bytes[size++] = (byte) (bits >> 2);
    }
    return Blob.wrap(size == bytes.length ? bytes : Arrays.copyOf(bytes, size));
  }

  private static void require(boolean legal) throws RejectedPacketException {
    if (!legal) {
      throw new RejectedPacketException(DecodeResult.Reason.BAD_BASE64);
    }
  }

  private static byte[] sextets() {
    byte[] sextets = new byte[128];
    Arrays.fill(sextets, (byte) -1);
    for (int i = 0; i < ALPHABET.length; i++) {
      sextets[ALPHABET[i]] = (byte) i;
    }
    return sextets;
  }
}
