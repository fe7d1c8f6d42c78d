package dev.mossspore.ctl.render;

/** A line about one host: what it is about, and what is so. */
public record Line(String label, Cell value) {
  static Line of(String label, String value) {
    return new Line(label, Cell.plain(value));
  }

  static Line of(String label, String value, Tone tone) {
    return new Line(label, new Cell(value, tone));
  }
}
