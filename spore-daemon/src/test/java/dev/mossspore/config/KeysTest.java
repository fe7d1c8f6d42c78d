package dev.mossspore.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The key table as a whole. */
@Tag("unit")
class KeysTest {
  @Test
  void everyVariableNamesOneKeyAndNothingElse() {
    Set<String> names = new HashSet<>(Set.of("MOSSSPORE_CONFIG", "MOSSSPORE_OPTS"));
    for (Key<?> key : Keys.all()) {
      assertEquals(true, names.add(key.variable()), key.variable());
      if (key.secret()) {
        assertEquals(true, names.add(key.variable() + "_FILE"), key.variable());
      }
    }
  }

  @Test
  void noKeyIsAGroupOfOthers() {
    for (Key<?> key : Keys.all()) {
      assertEquals(Set.of(), KeyNames.children(key.name() + "."), key.name());
    }
  }

  @Test
  void theFlagsAreThoseOfTheCommandLine() {
    Set<String> flags =
        Keys.all().stream().flatMap(key -> key.flag().stream()).collect(Collectors.toSet());
    assertEquals(
        Set.of(
            "--mesh-id",
            "--identity-path",
            "--listen-port",
            "--listen-host",
            "--log-level",
            "--log-format",
            "--monitor-listen",
            "--state-dir",
            "--admin-socket",
            "--verbose"),
        flags);
  }

  @Test
  void noSecretHasAFlag() {
    List<Key<?>> secrets = Keys.all().stream().filter(Key::secret).toList();
    assertEquals(List.of("psk", "axiom.token"), secrets.stream().map(Key::name).toList());
    secrets.forEach(key -> assertFalse(key.flag().isPresent(), key.name()));
  }

  @Test
  void everyDefaultIsAcceptedAsAText() {
    for (Key<?> key : Keys.all()) {
      assertRoundTrip(key);
    }
  }

  private static <T> void assertRoundTrip(Key<T> key) {
    String text = String.valueOf(key.type().plain(key.fallback()));
    Json json =
        key.fallback() instanceof List<?> list
            ? key.type()
                .lift(
                    "["
                        + list.stream().map(e -> "\"" + e + "\"").collect(Collectors.joining(","))
                        + "]")
            : key.type().lift(text);
    Reading<T> reading = key.type().read(json);
    assertInstanceOf(Reading.Value.class, reading, key + " " + reading);
    assertEquals(new Reading.Value<>(key.fallback()), reading);
  }
}
