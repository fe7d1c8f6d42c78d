package dev.mossspore.ctl.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a daemon may say of itself, shown in the formats for machines on a terminal. */
@Tag("unit")
class HostileTextTest {
  /** Escape, the one-byte form of it, an order to write backwards, a bell. */
  private static final String TEXT = "a\u001b[2J\u009b2J\u202eb\u0007";

  @Test
  void movesNoTerminal() {
    assertHarmless(JsonText.line(Map.of("key", TEXT, TEXT, "value")));
    assertHarmless(JsonText.pretty(List.of(TEXT)));
    assertHarmless(YamlText.write(Map.of("key", TEXT)));
    assertHarmless(CsvText.write(List.of("key"), List.of(Map.of("key", TEXT)), true));
  }

  @Test
  void isTheSameForAProgram() {
    assertEquals(List.of(TEXT + "ü"), JsonText.read(JsonText.line(List.of(TEXT + "ü"))));
  }

  @Test
  void takesTimesOfAnyLength() {
    record Row(Duration uptime) {}
    assertEquals(Map.of("uptime_seconds", -0.012), Tree.of(new Row(Duration.ofMillis(-12))));
    assertEquals(
        Map.of("uptime_seconds", 3.0e17),
        Tree.of(new Row(Duration.ofSeconds(300_000_000_000_000_001L))));
  }

  private static void assertHarmless(String text) {
    assertTrue(text.codePoints().noneMatch(HostileTextTest::moves), text);
  }

  private static boolean moves(int character) {
    return character != '\n'
        && (Character.isISOControl(character) || Character.getType(character) == Character.FORMAT);
  }
}
