package dev.mossspore.ctl.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ranges in host names: {@code web[01:20]}, {@code db-[a:f]}, {@code n[0:100:10]}. */
final class HostRange {
  private static final int MAX = 100_000;
  private static final Pattern RANGE =
      Pattern.compile("\\[(?:(\\d+):(\\d+)|([a-zA-Z]):([a-zA-Z]))(?::(\\d+))?\\]");

  private HostRange() {}

  /**
   * Every name that the text stands for.
   *
   * @throws IllegalArgumentException for a range that goes backwards, has a step of 0, or is huge
   */
  static List<String> expand(String text) {
    Matcher range = RANGE.matcher(text);
    if (!range.find()) {
      if (text.indexOf('[') >= 0 && text.indexOf(':') >= 0 && !text.startsWith("[")) {
        throw new IllegalArgumentException(
            "'%s' has a range that is none; ranges are [01:20], [a:f] or [0:100:10]"
                .formatted(text));
      }
      return List.of(text);
    }
    String before = text.substring(0, range.start());
    List<String> names = new ArrayList<>();
    List<String> after = expand(text.substring(range.end()));
    for (String middle : values(range, text)) {
      for (String end : after) {
        names.add(before + middle + end);
        if (names.size() > MAX) {
          throw new IllegalArgumentException("'%s' stands for too many hosts".formatted(text));
        }
      }
    }
    return names;
  }

  private static List<String> values(Matcher range, String text) {
    int step = range.group(5) == null ? 1 : number(range.group(5), text);
    boolean digits = range.group(1) != null;
    int from = digits ? number(range.group(1), text) : range.group(3).charAt(0);
    int to = digits ? number(range.group(2), text) : range.group(4).charAt(0);
    if (to < from || step == 0 || (to - from) / step >= MAX) {
      throw new IllegalArgumentException(
          "'%s': a range goes upwards, by steps of at least 1, over at most %d hosts"
              .formatted(text, MAX));
    }
    List<String> values = new ArrayList<>();
    for (int value = from; value <= to; value += step) {
      values.add(digits ? padded(value, range.group(1)) : String.valueOf((char) value));
    }
    return values;
  }

  /** A first number with zeros in front makes all of them as wide. */
  private static String padded(int value, String first) {
    String plain = Integer.toString(value);
    return first.startsWith("0")
        ? "0".repeat(Math.max(0, first.length() - plain.length())) + plain
        : plain;
  }

  private static int number(String digits, String text) {
    if (digits.length() > 8) {
      throw new IllegalArgumentException("'%s': %s is too large".formatted(text, digits));
    }
    return Integer.parseInt(digits);
  }
}
