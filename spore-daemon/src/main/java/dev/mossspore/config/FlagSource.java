package dev.mossspore.config;

/** Takes the values of command-line flags (chapter 07 section 2). An empty one is present. */
final class FlagSource {
  private FlagSource() {}

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
