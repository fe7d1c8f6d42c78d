package dev.mossspore.ctl.tree;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A record seen as one flat row: nested names joined by dots, lists joined by blanks. */
public final class Fields {
  private Fields() {}

  /** The names that every row of a type has, in order. */
  public static List<String> names(Class<? extends Record> type) {
    List<String> names = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = Tree.name(component);
      if (component.getType().isRecord()) {
        names(component.getType().asSubclass(Record.class))
            .forEach(inner -> names.add(name + "." + inner));
      } else {
        names.add(name);
      }
    }
    return names;
  }

  /** A row's cells; what is not known is an empty text, or absent with the record it belongs to. */
  public static Map<String, String> flat(Record row) {
    Map<String, String> cells = new LinkedHashMap<>();
    flatten("", Tree.of(row), row, cells);
    return cells;
  }

  private static void flatten(
      String prefix, @Nullable Object tree, Record row, Map<String, String> cells) {
    if (!(tree instanceof Map<?, ?> map)) {
      return;
    }
    for (RecordComponent component : row.getClass().getRecordComponents()) {
      String name = Tree.name(component);
      if (Tree.value(row, component) instanceof Record inner) {
        flatten(prefix + name + ".", map.get(name), inner, cells);
      } else if (!component.getType().isRecord()) {
        cells.put(prefix + name, text(map.get(name)));
      }
    }
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Map<?, ?> map -> JsonText.line(map);
      case List<?> list -> list.stream().map(Fields::element).collect(Collectors.joining(" "));
      default -> value.toString();
    };
  }

  private static String element(@Nullable Object value) {
    return value instanceof Map || value instanceof List
        ? JsonText.line(value)
        : String.valueOf(value);
  }
}
