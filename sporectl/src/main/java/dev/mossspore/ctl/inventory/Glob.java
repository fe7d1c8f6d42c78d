package dev.mossspore.ctl.inventory;

import java.util.regex.Pattern;

/** A shell's wildcards: {@code *}, {@code ?}, {@code [a-f]}, {@code [!x]}. */
final class Glob {
  private Glob() {}

  static boolean is(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
  }

  static Pattern of(String text) {
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int close = c == '[' ? text.indexOf(']', i + 2) : -1;
      if (close > 0) {
        regex.append(set(text.substring(i + 1, close)));
        i = close + 1;
      } else {
        regex.append(
            switch (c) {
              case '*' -> ".*";
              case '?' -> ".";
              default -> Pattern.quote(String.valueOf(c));
            });
        i++;
      }
    }
    return Pattern.compile(regex.toString());
  }

  private static String set(String inside) {
    boolean negated = inside.startsWith("!");
    String members = negated ? inside.substring(1) : inside;
    return (negated ? "[^" : "[") + members.replaceAll("([\\\\\\[\\]&^])", "\\\\$1") + "]";
  }
}
