package dev.mossspore.ctl.render;

import dev.mossspore.ctl.tree.CsvText;
import dev.mossspore.ctl.tree.Fields;
import dev.mossspore.ctl.tree.JsonText;
import dev.mossspore.ctl.tree.Tree;
import dev.mossspore.ctl.tree.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts an answer that no host gave into a format. */
public record LocalPrinter<R extends Record>(
    Presentation<List<R>, R> presentation, Format format, Screen screen) {
  /** The text for standard output. */
  public String print(List<R> rows) {
    return switch (format) {
      case TABLE, WIDE -> human(rows);
      case JSON -> JsonText.pretty(document(rows)) + "\n";
      case YAML -> YamlText.write(document(rows));
      case JSONL ->
          rows.stream()
              .map(row -> JsonText.line(Tree.of(row)) + "\n")
              .collect(Collectors.joining());
      case CSV ->
          CsvText.write(
              Fields.names(presentation.rowType()),
              rows.stream().map(Fields::flat).toList(),
              screen.headers());
    };
  }

  private String human(List<R> rows) {
    var details = presentation.details();
    return details == null
        ? new TextTable<>(presentation.columns(), screen).format(rows)
        : HumanText.lines(details.apply(rows), screen);
  }

  private Map<String, @Nullable Object> document(List<R> rows) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("schema", "sporectl." + presentation.name());
    document.put("data", Tree.of(rows));
    return document;
  }
}
