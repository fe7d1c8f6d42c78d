package dev.mossspore.ctl.endpoint;

import java.util.ArrayList;
import java.util.List;

/** Splits a line as a shell would: blanks, quotes, backslashes, and a comment behind {@code #}. */
public final class Words {
  private final String line;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean begun;
  private int at;

  private Words(String line) {
    this.line = line;
  }

  /**
   * The words of a line.
   *
   * @throws IllegalArgumentException if a quote is not closed or nothing follows a backslash
   */
  public static List<String> split(String line) {
    return new Words(line).split();
  }

  private List<String> split() {
    while (at < line.length()) {
      char c = line.charAt(at++);
      switch (c) {
        case ' ', '\t' -> end();
        case '\'', '"' -> quoted(c);
        case '\\' -> add(next("a backslash at the end of the line"));
        case '#' -> {
          if (begun) {
            add(c);
          } else {
            at = line.length();
          }
        }
        default -> add(c);
      }
    }
    end();
    return words;
  }

  private void quoted(char quote) {
    begun = true;
    for (char c = inside(quote); c != quote; c = inside(quote)) {
      boolean escape = quote == '"' && c == '\\' && at < line.length();
      boolean escapable = escape && "\"\\".indexOf(line.charAt(at)) >= 0;
      add(escapable ? line.charAt(at++) : c);
    }
  }

  private char inside(char quote) {
    return next("a %c that is not closed".formatted(quote));
  }

  private char next(String problem) {
    if (at == line.length()) {
      throw new IllegalArgumentException(problem);
    }
    return line.charAt(at++);
  }

  private void add(char c) {
    begun = true;
    word.append(c);
  }

  private void end() {
    if (begun) {
      words.add(word.toString());
      word.setLength(0);
      begun = false;
    }
  }
}
