package dev.mossspore.ctl.render;

/** A piece of text in a table. */
public record Cell(String text, Tone tone) {
  /** Takes out what a terminal would obey: the text may come from any peer of the network. */
  public Cell {
    text = printable(text);
  }

  static Cell plain(String text) {
    return new Cell(text, Tone.PLAIN);
  }

  /** The text with a question mark for each control or invisible formatting character. */
  public static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
