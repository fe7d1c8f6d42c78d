package dev.mossspore.ctl.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Lines up rows under headings; on a narrow screen leaves columns out, then cuts some short. */
final class TextTable<R> {
  private static final String GAP = "  ";
  private static final int SHORTEST_CUT = 12;

  private final Screen screen;
  private final List<Column<R>> columns;
  private final List<String> leftOut = new ArrayList<>();

  TextTable(List<Column<R>> columns, Screen screen) {
    this.columns = new ArrayList<>(columns);
    this.screen = screen;
  }

  /** The table, each line ended; empty without rows and headings. */
  String format(List<R> rows) {
    int[] widths = widths(rows);
    while (screen.width() > 0 && needed(widths) > screen.width() && dropOne()) {
      widths = widths(rows);
    }
    cut(widths);
    StringBuilder out = new StringBuilder();
    if (screen.headers()) {
      List<Cell> headings =
          columns.stream().map(column -> new Cell(column.heading(), Tone.HEADING)).toList();
      line(headings, widths, out);
    }
    for (R row : rows) {
      line(columns.stream().map(column -> column.cell().apply(row)).toList(), widths, out);
    }
    return out.toString();
  }

  /** Headings of the columns for which there was no room. */
  List<String> leftOut() {
    return leftOut;
  }

  private int[] widths(List<R> rows) {
    return columns.stream()
        .mapToInt(
            column ->
                Math.max(
                    screen.headers() ? column.heading().length() : 0,
                    rows.stream()
                        .mapToInt(row -> length(column.cell().apply(row).text()))
                        .max()
                        .orElse(0)))
        .toArray();
  }

  /** The width with everything that can be cut short at its shortest. */
  private int needed(int[] widths) {
    int sum = GAP.length() * (columns.size() - 1);
    for (int i = 0; i < widths.length; i++) {
      sum += columns.get(i).cut() ? Math.min(widths[i], SHORTEST_CUT) : widths[i];
    }
    return sum;
  }

  private boolean dropOne() {
    var victim =
        columns.stream()
            .filter(column -> column.dropped() > 0)
            .max(Comparator.comparingInt(Column::dropped));
    victim.ifPresent(
        column -> {
          columns.remove(column);
          leftOut.add(column.heading());
        });
    return victim.isPresent();
  }

  private void cut(int[] widths) {
    int over = total(widths) - screen.width();
    for (int i = widths.length - 1; i >= 0 && screen.width() > 0 && over > 0; i--) {
      if (columns.get(i).cut()) {
        int kept = Math.max(Math.min(widths[i], SHORTEST_CUT), widths[i] - over);
        over -= widths[i] - kept;
        widths[i] = kept;
      }
    }
  }

  private int total(int[] widths) {
    int sum = GAP.length() * (columns.size() - 1);
    for (int width : widths) {
      sum += width;
    }
    return sum;
  }

  private void line(List<Cell> cells, int[] widths, StringBuilder out) {
    List<String> padded = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      padded.add(padded(cells.get(i), widths[i], columns.get(i).right(), i == cells.size() - 1));
    }
    String line = padded.stream().collect(Collectors.joining(GAP));
    out.append(line.stripTrailing()).append('\n');
  }

  private String padded(Cell cell, int width, boolean right, boolean last) {
    String text = cell.text();
    if (length(text) > width) {
      text = text.substring(0, text.offsetByCodePoints(0, width - 1)) + "\u2026";
    }
    String blanks = last && !right ? "" : " ".repeat(width - length(text));
    String painted = text.isEmpty() ? "" : cell.tone().paint(text, screen.colour());
    return right ? blanks + painted : painted + blanks;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
