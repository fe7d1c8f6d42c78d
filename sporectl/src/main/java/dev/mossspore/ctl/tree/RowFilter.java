package dev.mossspore.ctl.tree;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on one field of a row. Numbers are compared as numbers where both sides are; a field
 * that is not known fulfils none but {@code !=}.
 */
public record RowFilter(String field, String operator, String value) {
  private static final Pattern FORM = Pattern.compile("([a-z0-9_.]+)(!=|<=|>=|=|<|>|~)(.*)");

  /**
   * Parses {@code field=value} and its like.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static RowFilter parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no filter; filters are field=value, with one of = != < <= > >= ~"
              .formatted(text));
    }
    return new RowFilter(form.group(1), form.group(2), form.group(3));
  }

  /** Whether a row fulfils it. */
  public boolean matches(Record row) {
    String actual = Fields.flat(row).getOrDefault(field, "");
    int order = Ordered.compare(actual, value);
    boolean known = !actual.isEmpty();
    return switch (operator) {
      case "=" -> order == 0;
      case "!=" -> order != 0;
      case "~" -> actual.contains(value);
      case "<" -> known && order < 0;
      case "<=" -> known && order <= 0;
      case ">" -> known && order > 0;
      default -> known && order >= 0;
    };
  }
}
