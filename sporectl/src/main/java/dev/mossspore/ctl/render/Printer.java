package dev.mossspore.ctl.render;

import dev.mossspore.ctl.fleet.Envelope;
import dev.mossspore.ctl.fleet.Failure;
import dev.mossspore.ctl.tree.CsvText;
import dev.mossspore.ctl.tree.Fields;
import dev.mossspore.ctl.tree.JsonText;
import dev.mossspore.ctl.tree.Tree;
import dev.mossspore.ctl.tree.YamlText;
import dev.mossspore.ctl.view.FindingView;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts envelopes into a format. */
public record Printer<T, R extends Record>(
    Presentation<T, R> presentation, Format format, Screen screen) {
  /** Text for standard output and for standard error, each with its line ends. */
  public record Printed(String out, String err) {
    /** Prints both, errors last. */
    public void to(PrintStream standard, PrintStream error) {
      standard.print(out);
      standard.flush();
      error.print(err);
    }
  }

  /**
   * Everything that the hosts answered, then who did not and why.
   *
   * @param findings over all hosts; null if nobody looked for any
   */
  public Printed print(List<Envelope<T>> envelopes, @Nullable List<FindingView> findings) {
    return switch (format) {
      case TABLE, WIDE -> HumanText.of(presentation, format, screen, envelopes, findings);
      case JSON -> machine(JsonText.pretty(document(envelopes, findings)) + "\n");
      case YAML -> machine(YamlText.write(document(envelopes, findings)));
      case JSONL ->
          machine(
              envelopes.stream()
                  .map(envelope -> JsonText.line(line(envelope)) + "\n")
                  .collect(Collectors.joining()));
      case CSV -> machine(csv(envelopes));
    };
  }

  private static Printed machine(String text) {
    return new Printed(text, "");
  }

  private Map<String, @Nullable Object> document(
      List<Envelope<T>> envelopes, @Nullable List<FindingView> findings) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("schema", schema());
    document.put("hosts", envelopes.stream().map(Tree::of).toList());
    if (findings != null) {
      document.put("findings", Tree.of(findings));
    }
    return document;
  }

  private Map<String, @Nullable Object> line(Envelope<T> envelope) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("schema", schema());
    if (Tree.of(envelope) instanceof Map<?, ?> tree) {
      tree.forEach((name, value) -> line.put(String.valueOf(name), value));
    }
    return line;
  }

  private String schema() {
    return "sporectl." + presentation.name();
  }

  /** One row per row of an answer, and one for each host that gave none. */
  private String csv(List<Envelope<T>> envelopes) {
    List<String> columns = new ArrayList<>(List.of("host", "outcome", "latency_ms"));
    columns.addAll(Fields.names(presentation.rowType()));
    columns.addAll(List.of("error_code", "error_message"));
    List<Map<String, String>> rows = new ArrayList<>();
    for (Envelope<T> envelope : envelopes) {
      T data = envelope.data();
      Failure error = envelope.error();
      if (data != null) {
        for (R row : presentation.rows().apply(data)) {
          Map<String, String> cells = head(envelope);
          cells.putAll(Fields.flat(row));
          rows.add(cells);
        }
      }
      if (error != null) {
        Map<String, String> cells = head(envelope);
        cells.put("error_code", error.code());
        cells.put("error_message", error.message());
        rows.add(cells);
      }
    }
    return CsvText.write(columns, rows, screen.headers());
  }

  private Map<String, String> head(Envelope<T> envelope) {
    Map<String, String> cells = new LinkedHashMap<>();
    cells.put("host", envelope.host());
    cells.put("outcome", String.valueOf(Tree.of(envelope.outcome())));
    cells.put("latency_ms", Long.toString(envelope.latencyMs()));
    return cells;
  }
}
