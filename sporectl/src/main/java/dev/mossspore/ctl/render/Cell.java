package dev.mossspore.ctl.render;

import dev.mossspore.ctl.tree.Printable;

/** A piece of text in a table. */
public record Cell(String text, Tone tone) {
  /** Takes out what a terminal would obey: the text may come from any peer of the network. */
  public Cell {
    text = Printable.text(text);
  }

  static Cell plain(String text) {
    return new Cell(text, Tone.PLAIN);
  }
}
