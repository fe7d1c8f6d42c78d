package dev.mossspore.ctl.tree;

import java.util.Comparator;

/** An order of rows by one field; rows without it come last. */
public record RowOrder(String field, boolean descending) {
  /** Parses {@code field}, or {@code -field} for the largest first. */
  public static RowOrder parse(String text) {
    boolean descending = text.startsWith("-");
    return new RowOrder(descending ? text.substring(1) : text, descending);
  }

  /** The same for sorting. */
  public Comparator<Record> comparator() {
    Comparator<String> values = Ordered::compare;
    Comparator<String> directed = descending ? values.reversed() : values;
    return Comparator.comparing(
        row -> Fields.flat(row).getOrDefault(field, ""),
        Comparator.comparing(String::isEmpty).thenComparing(directed));
  }
}
