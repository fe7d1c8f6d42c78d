package dev.mossspore.config;

import java.util.Map;
import java.util.Optional;

/** Takes the values of command-line flags (chapter 07 section 2). An empty one is present. */
final class FlagSource {
  private FlagSource() {}

  /** What is wrong with the first flag whose text is no value of its kind at all. */
  static Optional<String> malformed(Map<String, String> flags) {
    return Keys.all().stream()
        .filter(key -> flags.containsKey(key.name()))
        .filter(key -> !(key.fallback() instanceof String))
        .filter(key -> key.type().lift(value(flags, key)) instanceof Json.Str)
        .map(
            key ->
                "%s=%s: %s"
                    .formatted(
                        key.flag().orElseThrow(),
                        Quoted.escaped(value(flags, key)),
                        key.type().fix()))
        .findFirst();
  }

  private static String value(Map<String, String> flags, Key<?> key) {
    return flags.getOrDefault(key.name(), "");
  }

  static void read(ConfigInputs inputs, Overlay overlay) {
    for (Key<?> key : Keys.all()) {
      String value = inputs.flags().get(key.name());
      if (value != null) {
        take(key, key.type().lift(value), overlay);
      }
    }
  }

  private static void take(Key<?> key, Json json, Overlay overlay) {
    // A switch can only turn verbose on: scripts of the Go daemon pass -v=false and mean "no wish".
    boolean off = json instanceof Json.Bool(Spot _, boolean on) && !on;
    if (!off) {
      overlay.put(key, json, _ -> new Place.Flag(key.flag().orElseThrow()));
    }
  }
}
