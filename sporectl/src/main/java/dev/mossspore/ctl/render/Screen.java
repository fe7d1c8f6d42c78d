package dev.mossspore.ctl.render;

/**
 * Where text goes.
 *
 * @param width columns, or 0 if the text may be as wide as it is
 * @param headers whether tables get a line of headings
 */
public record Screen(boolean colour, int width, boolean headers) {
  /** Neither colours nor an end of the line. */
  public static final Screen PLAIN = new Screen(false, 0, true);
}
