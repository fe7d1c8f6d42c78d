package dev.mossspore.observe;

import dev.mossspore.base.Log;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * One report, detached from the objects it was made of. Texts are cut, so that a queue bounded in
 * lines is bounded in bytes.
 *
 * @param component who reports: a component of ours, or a library's logger
 * @param stack stack trace, empty for none
 */
record Diagnostic(Level level, String component, String message, List<Field> fields, String stack) {
  /**
   * A named value.
   *
   * @param value a text, a number or a boolean
   */
  record Field(String name, Object value) {}

  private static final int MAX_TEXT = 2000;
  private static final int MAX_STACK = 8000;
  private static final String OURS = Log.ROOT + ".";
  private static final Formatter LIBRARY_MESSAGE = new SimpleFormatter();

  static Diagnostic of(LogRecord source) {
    String logger = source.getLoggerName() == null ? "" : source.getLoggerName();
    @Nullable Object[] parameters = source.getParameters();
    if (!logger.startsWith(OURS)) {
      String message = cut(LIBRARY_MESSAGE.formatMessage(source), MAX_TEXT);
      return new Diagnostic(
          source.getLevel(), logger, message, List.of(), stack(source.getThrown()));
    }
    List<Field> fields = new ArrayList<>();
    Throwable thrown = null;
    for (int i = 0; parameters != null && i < parameters.length; i += 2) {
      // A name without a value is a mistake of the caller that must not lose the line.
      Object value = i + 1 < parameters.length ? parameters[i + 1] : "";
      fields.add(new Field(String.valueOf(parameters[i]), plain(value)));
      thrown = value instanceof Throwable t ? t : thrown;
    }
    String message = cut(String.valueOf(source.getMessage()), MAX_TEXT);
    String component = logger.substring(OURS.length());
    return new Diagnostic(source.getLevel(), component, message, fields, stack(thrown));
  }

  /** The same without its stack trace, for keeping. */
  Diagnostic brief() {
    return new Diagnostic(level, component, message, fields, "");
  }

  /** The report that stands for repetitions of this one. */
  Diagnostic repeated(long times) {
    List<Field> counted = new ArrayList<>(fields);
    counted.add(new Field("repeated", times));
    return new Diagnostic(level, component, message, counted, "");
  }

  /** {@code error}, {@code warn}, {@code info} or {@code debug}. */
  String levelName() {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "error";
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return "warn";
    }
    return level.intValue() >= Level.INFO.intValue() ? "info" : "debug";
  }

  private static Object plain(@Nullable Object value) {
    return switch (value) {
      case Integer number -> number;
      case Long number -> number;
      case Boolean flag -> flag;
      case null, default -> cut(String.valueOf(value), MAX_TEXT);
    };
  }

  private static String stack(@Nullable Throwable thrown) {
    if (thrown == null) {
      return "";
    }
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return cut(text.toString().strip(), MAX_STACK);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
