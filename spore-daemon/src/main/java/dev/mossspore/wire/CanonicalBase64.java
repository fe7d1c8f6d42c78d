package dev.mossspore.wire;

/**
 * Recognises base64 as an encoder writes it: the standard alphabet, padding, no line breaks, and
 * nothing in the bits that are left over. Pure.
 */
final class CanonicalBase64 {
  /** What {@link #decodedLength} answers for all other text. */
  static final int NOT_CANONICAL = -1;

  private static final byte OTHER = -1;
  private static final byte[] SEXTETS = sextets();

  private CanonicalBase64() {}

  /** How many bytes a part of an array stands for. */
  static int decodedLength(byte[] text, int offset, int length) {
    if (length % 4 != 0 || length == 0) {
      return length == 0 ? 0 : NOT_CANONICAL;
    }
    int end = offset + length;
    int pads = text[end - 1] != '=' ? 0 : text[end - 2] != '=' ? 1 : 2;
    int last = end - pads;
    int seen = 0;
    for (int i = offset; i < last; i++) {
      seen |= SEXTETS[text[i] & 0xff];
    }
    if (seen < 0) {
      return NOT_CANONICAL;
    }
    // One pad leaves two bits of the last sextet unused, two leave four.
    int unused = (1 << (2 * pads)) - 1;
    return (SEXTETS[text[last - 1] & 0xff] & unused) == 0 ? length / 4 * 3 - pads : NOT_CANONICAL;
  }

  private static byte[] sextets() {
    byte[] sextets = new byte[256];
    java.util.Arrays.fill(sextets, OTHER);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      sextets[alphabet.charAt(i)] = (byte) i;
    }
    return sextets;
  }
}
