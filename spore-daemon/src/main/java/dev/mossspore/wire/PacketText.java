package dev.mossspore.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.util.HexFormat;

/** How the reference turns a packet's bytes into characters and a key into a field's name. */
public final class PacketText {
  private static final char REPLACEMENT = '\ufffd';

  /** Characters of an escape with four hex digits. */
  private static final int ESCAPE_LENGTH = 6;

  private static final int LONGEST_FIELD = "advertised_relay_capable".length();

  private PacketText() {}

  /**
   * Decodes UTF-8, with one U+FFFD for every byte that is part of no character; the JDK's own
   * replacement would put one for several such bytes. Escapes that name half a character name
   * U+FFFD afterwards; the parser would refuse them in keys.
   */
  public static CharBuffer decode(byte[] bytes, int offset, int length) {
    ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
    CharBuffer out = CharBuffer.allocate(length);
    CharsetDecoder decoder = UTF_8.newDecoder();
    while (decoder.decode(in, out, true).isMalformed()) {
      in.position(in.position() + 1);
      out.put(REPLACEMENT);
    }
    mendEscapes(out.array(), out.position());
    return out.flip();
  }

  /**
   * Overwrites the digits of every escape that stands for half a character by those of U+FFFD. A
   * backslash outside a string breaks the grammar anyway, so strings need not be told apart.
   */
  private static void mendEscapes(char[] text, int length) {
    for (int i = 0; i < length; i++) {
      if (text[i] != '\\') {
        continue;
      }
      char unit = escaped(text, i, length);
      if (Character.isSurrogatePair(unit, escaped(text, i + ESCAPE_LENGTH, length))) {
        i += 2 * ESCAPE_LENGTH - 1;
      } else if (Character.isSurrogate(unit)) {
        "\\ufffd".getChars(0, ESCAPE_LENGTH, text, i);
        i += ESCAPE_LENGTH - 1;
      } else {
        i++;
      }
    }
  }

  /**
   * The code unit that an escape with four hex digits names, or 0 where there is no such escape.
   */
  private static char escaped(char[] text, int start, int length) {
    if (start + ESCAPE_LENGTH > length || text[start] != '\\' || text[start + 1] != 'u') {
      return 0;
    }
    int unit = 0;
    for (int i = start + 2; i < start + ESCAPE_LENGTH; i++) {
      if (!HexFormat.isHexDigit(text[i])) {
        return 0;
      }
      unit = unit << 4 | HexFormat.fromHexDigit(text[i]);
    }
    return (char) unit;
  }

  /**
   * The name of the field a key means: letter case does not count, and by Unicode's simple folding
   * neither does the long s or the Kelvin sign.
   */
  static String fieldName(String key) {
    int i = 0;
    while (i < key.length() && fold(key.charAt(i)) == key.charAt(i)) {
      i++;
    }
    if (i == key.length() || key.length() > LONGEST_FIELD) {
      return key;
    }
    StringBuilder name = new StringBuilder(key);
    for (; i < key.length(); i++) {
      name.setCharAt(i, fold(key.charAt(i)));
    }
    return name.toString();
  }

  private static char fold(char c) {
    return switch (c) {
      case '\u017f' -> 's';
      case '\u212a' -> 'k';
      default -> c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    };
  }
}
