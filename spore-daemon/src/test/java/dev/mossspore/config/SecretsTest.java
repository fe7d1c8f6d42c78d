package dev.mossspore.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secret values: where they may come from, and that they are shown nowhere. */
@Tag("unit")
class SecretsTest {
  private static final String KEY = "5ec4e7".repeat(10) + "abcd";

  @TempDir Path dir;

  private Given fileVariable(String content) {
    Path file = Given.write(dir, "psk", content.getBytes(StandardCharsets.UTF_8));
    return Given.nothing(dir).withEnvironment(Map.of("MOSSSPORE_PSK_FILE", file.toString()));
  }

  @Test
  void aSecretMayComeFromAFile() {
    Resolution.Accepted accepted = fileVariable("  " + KEY + "\r\n").accepted();
    assertEquals(KEY, accepted.config().network().psk().reveal());
    assertEquals(
        "environment variable MOSSSPORE_PSK_FILE",
        accepted.settings().setting(Keys.PSK).place().toString());
    assertFalse((accepted.toString() + accepted.settings().toJson()).contains(KEY));
    assertTrue(accepted.settings().toJson().contains("\"psk\" : \"<redacted>\""));
  }

  @Test
  void anEmptyOrMissingFileIsRefused() {
    assertEquals(
        List.of(
            "environment variable MOSSSPORE_PSK_FILE: psk: the file it names is empty; write the"
                + " value into it"),
        fileVariable("\n").problems());
    Given missing =
        Given.nothing(dir)
            .withEnvironment(Map.of("MOSSSPORE_AXIOM_TOKEN_FILE", dir.resolve("no").toString()));
    assertEquals(
        List.of(
            "environment variable MOSSSPORE_AXIOM_TOKEN_FILE: axiom.token: the file it names: no"
                + " such file; create it or correct the path"),
        missing.problems());
    Given unnameable = Given.nothing(dir).withEnvironment(Map.of("MOSSSPORE_PSK_FILE", "a\0b"));
    assertTrue(unnameable.problems().getFirst().contains("is not a path"));
  }

  @Test
  void valueAndFileTogetherAreRefused() {
    Given given = fileVariable(KEY);
    given =
        given.withEnvironment(
            Map.of("MOSSSPORE_PSK", KEY, "MOSSSPORE_PSK_FILE", dir.resolve("psk").toString()));
    assertEquals(
        List.of(
            "environment variable MOSSSPORE_PSK_FILE: psk: given together with MOSSSPORE_PSK; keep"
                + " one of the two"),
        given.problems());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"psk\":\"%s00\"}",
        "{\"psk\":\"%sg\"}",
        "{\"psk\":%s}",
        "{\"psk\":[\"%s\"]}",
        "{\"psk\":\"%s}",
        "{\"psk\":'%s'}",
        "{\"psk\":\"%s\" \"x\":1}"
      })
  void noMessageShowsAWrongSecret(String template) {
    for (String secret : List.of(KEY, "1234567890".repeat(6) + "1234")) {
      String lines = String.join("\n", Given.file(dir, String.format(template, secret)).problems());
      assertFalse(lines.contains(secret.substring(0, 8)), lines);
    }
  }

  @Test
  void aWrongSecretOfTheEnvironmentIsNotShownEither() {
    Given given = Given.nothing(dir).withEnvironment(Map.of("MOSSSPORE_PSK", KEY + "0"));
    String text =
        given.resolve()
            + new ConfigInputs("", Map.of(), given.environment(), dir, false, Long.MAX_VALUE)
                .toString();
    assertFalse(text.contains(KEY), text);
    assertTrue(text.contains("is not valid hex"), text);
  }
}
