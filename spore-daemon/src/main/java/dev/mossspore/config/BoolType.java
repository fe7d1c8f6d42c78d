package dev.mossspore.config;

/** A switch. */
record BoolType(Boolean fallback) implements Type<Boolean> {
  @Override
  public Reading<Boolean> read(Json json) {
    return json instanceof Json.Bool(Spot _, boolean value)
        ? new Reading.Value<>(value)
        : Reading.expected("true or false", json);
  }

  @Override
  public Json lift(String text) {
    return switch (text) {
      case "true", "1" -> new Json.Bool(Spot.NONE, true);
      case "false", "0" -> new Json.Bool(Spot.NONE, false);
      default -> new Json.Str(Spot.NONE, text);
    };
  }

  @Override
  public String fix() {
    return "write true or false, without quotes";
  }
}
