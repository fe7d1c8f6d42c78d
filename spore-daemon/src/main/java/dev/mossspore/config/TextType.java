package dev.mossspore.config;

/**
 * A string under a rule.
 *
 * @param emptyMeansDefault whether the empty string stands for the default
 */
record TextType(Rule rule, String fallback, boolean emptyMeansDefault) implements Type<String> {
  @Override
  public Reading<String> read(Json json) {
    if (!(json instanceof Json.Str(Spot _, String text))) {
      return Reading.expected("a string", json);
    }
    if (text.isEmpty() && emptyMeansDefault) {
      return new Reading.Value<>(fallback);
    }
    return rule.objection(text)
        .<Reading<String>>map(wrong -> Reading.faulty(json, wrong, Quoted.of(text)))
        .orElseGet(() -> new Reading.Value<>(text));
  }

  @Override
  public Json lift(String text) {
    return new Json.Str(Spot.NONE, text);
  }

  @Override
  public String fix() {
    return rule.fix();
  }
}
