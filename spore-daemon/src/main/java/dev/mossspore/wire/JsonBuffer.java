package dev.mossspore.wire;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** JSON text under construction, escaped as the reference does (chapter 03 section 2.2). */
public final class JsonBuffer {
  private static final int INITIAL_CAPACITY = 512;

  private static final HexFormat HEX = HexFormat.of();

  private byte[] bytes = new byte[INITIAL_CAPACITY];
  private int size;

  /** The text so far, the caller's own. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** Appends ASCII as it stands. */
  public JsonBuffer raw(String ascii) {
    reserve(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      bytes[size++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  /**
   * Appends a string in quotes. A surrogate without its other half becomes {@code \}{@code ufffd}.
   */
  public JsonBuffer string(String text) {
    put('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        ascii(c);
      } else if (Character.isSurrogate(c)) {
        int whole = text.codePointAt(i);
        if (Character.isSupplementaryCodePoint(whole)) {
          fourBytes(whole);
          i++;
        } else {
          escape('\ufffd');
        }
      } else if (c == '\u2028' || c == '\u2029') {
        escape(c);
      } else if (c < 0x800) {
        put(0xc0 | c >> 6);
        continuation(c);
      } else {
        put(0xe0 | c >> 12);
        continuation(c >> 6);
        continuation(c);
      }
    }
    put('"');
    return this;
  }

  /** Appends bytes as a base64 string. */
  JsonBuffer base64(Blob value) {
    // The JDK's encoder is vectorised: even with its copy it beats a loop that writes here
    // directly.
    byte[] text = Base64.getEncoder().encode(value.array());
    reserve(text.length + 2);
    put('"');
    System.arraycopy(text, 0, bytes, size, text.length);
    size += text.length;
    put('"');
    return this;
  }

  private void ascii(char c) {
    switch (c) {
      case '"', '\\' -> {
        put('\\');
        put(c);
      }
      case '\b' -> raw("\\b");
      case '\f' -> raw("\\f");
      case '\n' -> raw("\\n");
      case '\r' -> raw("\\r");
      case '\t' -> raw("\\t");
      case '<', '>', '&' -> escape(c);
      default -> {
        if (c < ' ') {
          escape(c);
        } else {
          put(c);
        }
      }
    }
  }

  private void escape(char c) {
    raw("\\u").raw(HEX.toHexDigits(c));
  }

  private void fourBytes(int c) {
    put(0xf0 | c >> 18);
    continuation(c >> 12);
    continuation(c >> 6);
    continuation(c);
  }

  /** A byte of UTF-8 after the first: the low six bits. */
  private void continuation(int bits) {
    put(0x80 | (bits & 0x3f));
  }

  private void put(int octet) {
    reserve(1);
    bytes[size++] = (byte) octet;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
    }
  }
}
