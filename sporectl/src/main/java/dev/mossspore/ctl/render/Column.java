package dev.mossspore.ctl.render;

import java.util.function.Function;

/**
 * A column of a table.
 *
 * @param dropped 0: always shown; else the higher, the earlier it is left out on a narrow screen
 * @param wide only with {@code -o wide}
 * @param cut may be cut short on a narrow screen
 */
public record Column<R>(
    String heading, Function<R, Cell> cell, boolean right, int dropped, boolean wide, boolean cut) {
  static <R> Column<R> text(String heading, Function<R, String> text) {
    return new Column<>(heading, row -> Cell.plain(text.apply(row)), false, 0, false, false);
  }

  static <R> Column<R> toned(String heading, Function<R, Cell> cell) {
    return new Column<>(heading, cell, false, 0, false, false);
  }

  static <R> Column<R> number(String heading, Function<R, String> text) {
    return new Column<>(heading, row -> Cell.plain(text.apply(row)), true, 0, false, false);
  }

  Column<R> droppedAt(int rank) {
    return new Column<>(heading, cell, right, rank, wide, cut);
  }

  Column<R> onlyWide() {
    return new Column<>(heading, cell, right, dropped, true, cut);
  }

  Column<R> cutShort() {
    return new Column<>(heading, cell, right, dropped, wide, true);
  }
}
