package dev.mossspore.ctl.tree;

/** Text that a terminal takes for text: it may come from any peer of the network. */
public final class Printable {
  private Printable() {}

  /** The text with a question mark for each control or invisible formatting character. */
  public static String text(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
