package dev.mossspore.observe;

/**
 * JSON strings, escaped as Go's encoder does it, so that lines compare equal with the reference's
 * (03 section 2.2, 07 section 7.3).
 */
final class JsonText {
  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  /** Appends the text as a JSON string, with its quotes; half a surrogate pair becomes U+FFFD. */
  static StringBuilder quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        append(out, c);
      } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        out.append(c).append(text.charAt(++i));
      } else {
        out.append("\\ufffd");
      }
    }
    return out.append('"');
  }

  private static void append(StringBuilder out, char c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '<', '>', '&', '\u2028', '\u2029' -> escape(out, c);
      default -> {
        if (c < ' ') {
          escape(out, c);
        } else {
          out.append(c);
        }
      }
    }
  }

  /** Appends {@code \}{@code uxxxx} with lower-case digits. */
  static void escape(StringBuilder out, char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt(c >> shift & 0xf));
    }
  }
}
