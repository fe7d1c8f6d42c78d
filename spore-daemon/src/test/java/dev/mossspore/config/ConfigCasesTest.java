package dev.mossspore.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mossspore.testing.Vectors;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code config_cases}: text, flags and environment to a verdict. */
@Tag("wire")
class ConfigCasesTest {
  @TempDir Path dir;

  static Stream<Named<JsonNode>> cases() {
    return Vectors.cases("daemon/config_cases").stream()
        .map(c -> Named.of(c.path("name").asText(), c));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isJudgedAsWritten(JsonNode vector) throws JsonProcessingException {
    JsonNode inputs = vector.path("inputs");
    JsonNode outputs = vector.path("outputs");
    JsonNode text = inputs.path("file_text");
    Given given = text.isNull() ? Given.nothing(dir) : Given.file(dir, text.asText());
    given = given.withFlags(flags(inputs.path("flags"))).withEnvironment(map(inputs));
    if (outputs.path("our_result").asText().equals("accept")) {
      JsonNode resolved = new ObjectMapper().readTree(given.settings().toJson());
      assertHolds("", outputs.path("effective"), resolved);
      String wanted = outputs.path("warnings_contain").asText("");
      List<String> warnings = given.warnings();
      assertTrue(warnings.stream().anyMatch(w -> w.contains(wanted)) || wanted.isEmpty(), wanted);
      assertEquals(wanted.isEmpty(), warnings.isEmpty(), warnings::toString);
    } else {
      assertSays(outputs.path("reason").asText(), String.join("\n", given.problems()));
    }
  }

  private static void assertHolds(String path, JsonNode wanted, JsonNode got) {
    if (wanted.isObject()) {
      wanted
          .properties()
          .forEach(e -> assertHolds(path + "/" + e.getKey(), e.getValue(), got.path(e.getKey())));
    } else if (wanted.asText().equals("<protocol defaults>")) {
      assertEquals(new ObjectMapper().valueToTree(Defaults.TRACKERS), got, path);
    } else {
      assertEquals(wanted, got, path);
    }
  }

  /** Every word of the reason, remarks in parentheses aside, occurs in the message. */
  private static void assertSays(String reason, String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    for (String word :
        reason.replaceAll("\\(.*\\)", "").toLowerCase(Locale.ROOT).split("[^a-z0-9_.-]+", -1)) {
      assertTrue(lower.contains(word), () -> "\"" + word + "\" is not in: " + message);
    }
  }

  private static Map<String, String> flags(JsonNode arguments) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i).asText();
      int equals = argument.indexOf('=');
      String flag = equals < 0 ? argument : argument.substring(0, equals);
      String value = equals < 0 ? arguments.get(++i).asText() : argument.substring(equals + 1);
      Key<?> key =
          Keys.all().stream()
              .filter(k -> k.flag().stream().anyMatch(flag::equals))
              .findFirst()
              .orElseThrow();
      values.put(key.name(), value);
    }
    return values;
  }

  private static Map<String, String> map(JsonNode inputs) {
    Map<String, String> values = new HashMap<>();
    inputs
        .path("environment")
        .properties()
        .forEach(e -> values.put(e.getKey(), e.getValue().asText()));
    return values;
  }
}
