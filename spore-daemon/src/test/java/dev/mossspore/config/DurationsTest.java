package dev.mossspore.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mossspore.testing.Vectors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code durations}: texts of {@code auto_update.interval}. */
class DurationsTest {
  @TempDir Path dir;

  static List<JsonNode> cases() {
    return Vectors.cases("daemon/durations");
  }

  @Tag("wire")
  @ParameterizedTest
  @MethodSource("cases")
  void isJudgedAsWritten(JsonNode vector) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.putObject("auto_update").set("interval", vector.path("inputs").path("text"));
    Given given = Given.file(dir, root.toString());
    JsonNode outputs = vector.path("outputs");
    if (outputs.path("our_result").asText().equals("accept")) {
      Duration interval = given.accepted().config().autoUpdate().interval();
      assertEquals(outputs.path("nanoseconds").asLong(), interval.toNanos());
      String warning = outputs.path("warning").asText("");
      assertEquals(warning.isEmpty(), given.warnings().isEmpty());
      assertTrue(String.join("", given.warnings()).contains(warning));
    } else {
      String reason = outputs.path("reason").asText();
      assertTrue(given.problems().getFirst().contains(reason), given.problems()::toString);
    }
  }

  @Tag("unit")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "+",
        "-",
        "",
        ".",
        ".s",
        "1.5",
        "--1s",
        "1s-1s",
        "9223372037s",
        "99999999999999999999ns"
      })
  void refusesWhatGoRefuses(String text) {
    assertThrows(IllegalArgumentException.class, () -> GoDuration.parse(text));
  }

  @Tag("unit")
  @Test
  void adaptsToSignAndLongFractions() {
    assertEquals(Duration.ofMinutes(-90), GoDuration.parse("-1h30m"));
    assertEquals(Duration.ZERO, GoDuration.parse("-0"));
    assertEquals(Duration.ofNanos(333_333_333), GoDuration.parse("0.33333333333333333333333333s"));
    assertEquals(Duration.ofNanos(1_000), GoDuration.parse("1\u03bcs"));
    assertEquals(Duration.ofNanos(Long.MAX_VALUE), GoDuration.parse("9223372036854775807ns"));
  }
}
