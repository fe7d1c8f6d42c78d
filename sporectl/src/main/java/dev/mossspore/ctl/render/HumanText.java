package dev.mossspore.ctl.render;

import dev.mossspore.ctl.fleet.Envelope;
import dev.mossspore.ctl.view.FindingView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tables of many hosts, and lines about one. */
final class HumanText {
  private HumanText() {}

  static <T, R extends Record> Printer.Printed of(
      Presentation<T, R> presentation,
      Format format,
      Screen screen,
      List<Envelope<T>> envelopes,
      @Nullable List<FindingView> findings) {
    List<T> answers =
        envelopes.stream().map(Envelope::data).filter(Objects::nonNull).map(data -> data).toList();
    var details = presentation.details();
    String hint = "";
    String out;
    if (details != null && envelopes.size() == 1) {
      out = answers.isEmpty() ? "" : lines(details.apply(answers.getFirst()), screen);
    } else {
      List<HostRow<R>> rows = rows(presentation, envelopes);
      TextTable<HostRow<R>> table =
          new TextTable<>(columns(presentation, format, envelopes.size() > 1), screen);
      if (rows.isEmpty()) {
        out = answers.isEmpty() ? "" : presentation.none() + "\n";
      } else {
        out = table.format(rows);
      }
      hint = hint(table.leftOut());
    }
    String found = findings == null ? "" : found(findings, screen);
    return new Printer.Printed(out + found, hint + Failures.text(envelopes, screen));
  }

  /** A row and whose it is. */
  private record HostRow<R>(String host, R row) {}

  private static <T, R extends Record> List<HostRow<R>> rows(
      Presentation<T, R> presentation, List<Envelope<T>> envelopes) {
    List<HostRow<R>> rows = new ArrayList<>();
    for (Envelope<T> envelope : envelopes) {
      T data = envelope.data();
      if (data != null) {
        presentation
            .rows()
            .apply(data)
            .forEach(row -> rows.add(new HostRow<>(envelope.host(), row)));
      }
    }
    return rows;
  }

  private static <T, R extends Record> List<Column<HostRow<R>>> columns(
      Presentation<T, R> presentation, Format format, boolean hosts) {
    Stream<Column<HostRow<R>>> own =
        presentation.columns().stream()
            .filter(column -> format == Format.WIDE || !column.wide())
            .map(HumanText::ofRow);
    return hosts
        ? Stream.concat(Stream.of(Column.<HostRow<R>>text("HOST", HostRow::host)), own).toList()
        : own.toList();
  }

  private static <R> Column<HostRow<R>> ofRow(Column<R> column) {
    return new Column<>(
        column.heading(),
        row -> column.cell().apply(row.row()),
        column.right(),
        column.dropped(),
        column.wide(),
        column.cut());
  }

  static String lines(List<Line> lines, Screen screen) {
    int width = lines.stream().mapToInt(line -> line.label().length()).max().orElse(0);
    StringBuilder out = new StringBuilder();
    for (Line line : lines) {
      String label = line.label() + " ".repeat(width - line.label().length());
      Cell value = line.value();
      out.append(Tone.DIM.paint(label, screen.colour()))
          .append("  ")
          .append(
              value
                  .tone()
                  .paint(Wrapped.of(value.text(), screen.width(), width + 2), screen.colour()))
          .append('\n');
    }
    return out.toString();
  }

  private static String found(List<FindingView> findings, Screen screen) {
    if (findings.isEmpty()) {
      return "everything as expected\n";
    }
    return lines(ReportLayouts.findings(findings), screen);
  }

  private static String hint(List<String> leftOut) {
    return leftOut.isEmpty()
        ? ""
        : "(no room for %s; a wider terminal or a pipe shows all)\n"
            .formatted(String.join(", ", leftOut));
  }
}
