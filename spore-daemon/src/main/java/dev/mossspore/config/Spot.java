package dev.mossspore.config;

/**
 * A place in a text.
 *
 * @param line from 1; 0 means the text as a whole
 * @param column from 1, in UTF-16 units
 */
record Spot(int line, int column) {
  static final Spot NONE = new Spot(0, 0);

  /** The place of the character at {@code offset}. */
  static Spot at(CharSequence text, int offset) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < offset; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    return new Spot(line, offset - start + 1);
  }
}
