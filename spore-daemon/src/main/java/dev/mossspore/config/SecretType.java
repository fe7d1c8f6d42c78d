package dev.mossspore.config;

/** A string that is never shown, under a rule whose objections do not quote it. */
record SecretType(Rule rule) implements Type<Secret> {
  @Override
  public Secret fallback() {
    return Secret.NONE;
  }

  @Override
  public Reading<Secret> read(Json json) {
    if (!(json instanceof Json.Str(Spot _, String text))) {
      return Reading.faulty(json, "expected a string", json.kind());
    }
    return rule.objection(text)
        .<Reading<Secret>>map(wrong -> Reading.faulty(json, wrong, ""))
        .orElseGet(() -> new Reading.Value<>(new Secret(text)));
  }

  @Override
  public Json lift(String text) {
    return new Json.Str(Spot.NONE, text);
  }

  @Override
  public String fix() {
    return rule.fix();
  }

  @Override
  public Object plain(Secret value) {
    return value.toString();
  }
}
