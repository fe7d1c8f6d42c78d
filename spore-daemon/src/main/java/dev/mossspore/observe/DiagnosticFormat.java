package dev.mossspore.observe;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How a report is written (07 section 7.2). */
public enum DiagnosticFormat {
  /**
   * {@code 2026-05-26T18:00:00.123Z INFO spore: node started port=47001}. A stack trace follows on
   * lines that begin with a tab.
   */
  TEXT {
    @Override
    String line(Diagnostic diagnostic, Instant at) {
      String level = diagnostic.levelName().toUpperCase(Locale.ROOT);
      StringBuilder line = new StringBuilder(Timestamp.of(at)).append(' ').append(level);
      line.append(level.length() == 4 ? "  " : " ").append(body(diagnostic));
      diagnostic.stack().lines().forEach(trace -> printable(line.append("\n\t"), trace));
      return line.append('\n').toString();
    }
  },

  /**
   * {@code {"ts":"...","level":"info","logger":"spore","msg":"node started","port":47001}}. Never
   * with a {@code type} member, which marks event lines.
   */
  JSON {
    @Override
    String line(Diagnostic diagnostic, Instant at) {
      StringBuilder line = new StringBuilder("{");
      member(line, "ts", Timestamp.of(at));
      member(line, "level", diagnostic.levelName());
      member(line, "logger", diagnostic.component());
      member(line, "msg", diagnostic.message());
      for (Diagnostic.Field field : diagnostic.fields()) {
        String name = field.name();
        member(line, RESERVED.contains(name) ? name + "_" : name, field.value());
      }
      if (!diagnostic.stack().isEmpty()) {
        member(line, "stack", diagnostic.stack());
      }
      return line.append("}\n").toString();
    }
  };

  private static final Set<String> RESERVED =
      Set.copyOf(List.of("ts", "level", "logger", "msg", "stack", "type"));

  /** The line, newline included. */
  abstract String line(Diagnostic diagnostic, Instant at);

  /** Component, message and fields as text: all of a report that makes it the same as another. */
  static String body(Diagnostic diagnostic) {
    StringBuilder text = new StringBuilder();
    printable(text, diagnostic.component());
    printable(text.append(": "), diagnostic.message());
    for (Diagnostic.Field field : diagnostic.fields()) {
      printable(text.append(' '), field.name());
      value(text.append('='), field.value().toString());
    }
    return text.toString();
  }

  private static void value(StringBuilder text, String value) {
    boolean bare = !value.isEmpty() && value.chars().noneMatch(c -> c <= ' ' || c == '"');
    if (bare) {
      printable(text, value);
    } else {
      printable(text, JsonText.quote(new StringBuilder(), value).toString());
    }
  }

  // Control characters would let a stranger's text start a new line or drive the terminal.
  private static void printable(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        JsonText.escape(out, c);
      } else {
        out.append(c);
      }
    }
  }

  private static void member(StringBuilder line, String name, Object value) {
    if (line.length() > 1) {
      line.append(',');
    }
    JsonText.quote(line, name).append(':');
    if (value instanceof String text) {
      JsonText.quote(line, text);
    } else {
      line.append(value);
    }
  }
}
