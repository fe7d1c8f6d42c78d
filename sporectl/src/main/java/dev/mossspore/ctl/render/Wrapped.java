package dev.mossspore.ctl.render;

/** Text over several lines of a screen, broken between words. */
public final class Wrapped {
  private static final int SHORTEST = 20;

  private Wrapped() {}

  /**
   * Breaks a text.
   *
   * @param width of the screen, or 0 for a line without an end
   * @param indent blanks before each line but the first, which something else stands before
   */
  public static String of(String text, int width, int indent) {
    int room = width - indent;
    if (width == 0 || room < SHORTEST || text.length() <= room) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int used = 0;
    for (String word : text.split(" ", -1)) {
      if (used > 0 && used + 1 + word.length() > room) {
        out.append('\n').append(" ".repeat(indent));
        used = 0;
      } else if (used > 0) {
        out.append(' ');
        used++;
      }
      out.append(word);
      used += word.length();
    }
    return out.toString();
  }
}
