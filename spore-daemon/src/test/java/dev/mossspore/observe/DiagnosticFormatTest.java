package dev.mossspore.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class DiagnosticFormatTest {
  private static final Instant AT = Instant.parse("2026-05-26T18:00:00.123Z");

  @Test
  void textIsAsSpecified() {
    assertEquals(
        "2026-05-26T18:00:00.123Z INFO  spore: node started"
            + " mesh=global key=2e32f8f0c04d8fd0 nat=unknown port=47001\n",
        text(
            Level.INFO,
            "node started",
            "mesh",
            "global",
            "key",
            "2e32f8f0c04d8fd0",
            "nat",
            "unknown",
            "port",
            47001));
  }

  @Test
  void levelsAreFiveColumnsWide() {
    assertEquals("2026-05-26T18:00:00.123Z ERROR spore: x\n", text(Level.SEVERE, "x"));
    assertEquals("2026-05-26T18:00:00.123Z WARN  spore: x\n", text(Level.WARNING, "x"));
    assertEquals("2026-05-26T18:00:00.123Z DEBUG spore: x\n", text(Level.FINE, "x"));
  }

  @Test
  void valuesThatWouldBreakTheLineAreQuotedOrEscaped() {
    assertEquals(
        "2026-05-26T18:00:00.123Z INFO  spore: a\\u000ab empty=\"\" blank=\"two words\""
            + " quote=\"a\\\"b\" line=\"a\\n"
            + "b\" esc=\\u009bm none=null\n",
        text(
            Level.INFO,
            "a\nb",
            "empty",
            "",
            "blank",
            "two words",
            "quote",
            "a\"b",
            "line",
            "a\nb",
            "esc",
            "\u009bm",
            "none",
            null));
  }

  @Test
  void aMessageIsNeverAFormat() {
    assertEquals("2026-05-26T18:00:00.123Z INFO  spore: it's {0} a=b\n", text("it's {0}"));
  }

  @Test
  void aLibrarysMessageIsAFormat() {
    LogRecord source = source(Level.WARNING, "{0} failed", "bind");
    source.setLoggerName("io.netty.x");
    assertEquals(
        "2026-05-26T18:00:00.123Z WARN  io.netty.x: bind failed\n",
        DiagnosticFormat.TEXT.line(Diagnostic.of(source), AT));
  }

  @Test
  void jsonKeepsTypesAndNeverHasAType() {
    assertEquals(
        "{\"ts\":\"2026-05-26T18:00:00.123Z\",\"level\":\"info\",\"logger\":\"spore\","
            + "\"msg\":\"node started\",\"mesh\":\"a b\",\"port\":47001,\"up\":true,"
            + "\"type_\":\"x\",\"msg_\":\"y\"}\n",
        json("node started", "mesh", "a b", "port", 47001, "up", true, "type", "x", "msg", "y"));
  }

  @Test
  void aThrowableBringsItsStack() {
    Exception thrown = new IllegalStateException("bad\n2026 forged");
    String text = text(Level.SEVERE, "bug", "error", thrown);
    List<String> lines = text.lines().toList();
    assertTrue(
        lines
            .getFirst()
            .endsWith("bug error=\"java.lang.IllegalStateException: bad\\n2026 forged\""),
        text);
    assertTrue(lines.size() > 2, text);
    for (String trace : lines.subList(1, lines.size())) {
      assertEquals('\t', trace.charAt(0), text);
    }
    assertTrue(json("bug", "error", thrown).contains(",\"stack\":\"java.lang.Illegal"));
  }

  @Test
  void longTextsAreCut() {
    assertTrue(text(Level.INFO, "m".repeat(50_000), "f", "v".repeat(50_000)).length() < 5000);
  }

  private static String text(String message) {
    return text(Level.INFO, message, "a", "b");
  }

  private static String text(Level level, String message, @Nullable Object... fields) {
    return DiagnosticFormat.TEXT.line(Diagnostic.of(source(level, message, fields)), AT);
  }

  private static String json(String message, @Nullable Object... fields) {
    return DiagnosticFormat.JSON.line(Diagnostic.of(source(Level.INFO, message, fields)), AT);
  }

  private static LogRecord source(Level level, String message, @Nullable Object... fields) {
    LogRecord source = new LogRecord(level, message);
    source.setLoggerName("mossspore.spore");
    source.setParameters(fields);
    return source;
  }
}
