package dev.mossspore.ctl.render;

/** How a piece of text is meant, where colours are wanted. */
public enum Tone {
  PLAIN(""),
  HEADING("1"),
  GOOD("32"),
  WARNING("33"),
  BAD("31"),
  DIM("2");

  private final String code;

  Tone(String code) {
    this.code = code;
  }

  /** The text in this tone's colour. */
  String paint(String text, boolean colour) {
    return colour && !code.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
