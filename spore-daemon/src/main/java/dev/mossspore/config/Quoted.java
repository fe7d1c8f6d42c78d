package dev.mossspore.config;

/** Foreign text made fit for one line of a message: control characters escaped, length bounded. */
final class Quoted {
  private static final int MAX = 80;

  private Quoted() {}

  /** In double quotes. */
  static String of(String text) {
    return '"' + plain(text) + '"';
  }

  /** Without quotes. */
  static String plain(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= MAX
        ? escaped(text)
        : escaped(text.substring(0, text.offsetByCodePoints(0, MAX))) + '…';
  }

  /** Without quotes and at full length, for text that the system bounds. */
  static String escaped(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isPrintable(c)) {
                shown.appendCodePoint(c);
              } else {
                shown.append(String.format("\\u%04x", c));
              }
            });
    return shown.toString();
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
