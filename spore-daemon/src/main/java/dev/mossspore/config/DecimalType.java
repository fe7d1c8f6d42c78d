package dev.mossspore.config;

import java.util.regex.Pattern;

/**
 * A number that may have a fraction, from 0 up.
 *
 * @param max highest value, inclusive
 */
record DecimalType(long max, Double fallback) implements Type<Double> {
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,300}(?:\\.[0-9]{1,300})?(?:[eE][+-]?[0-9]{1,9})?");

  @Override
  public Reading<Double> read(Json json) {
    if (!(json instanceof Json.Num number)) {
      return Reading.expected("a number", json);
    }
    double value = Double.parseDouble(number.text());
    return value < 0 || value > max
        ? Reading.faulty(json, "must be between 0 and " + max, json.describe())
        : new Reading.Value<>(value);
  }

  @Override
  public Json lift(String text) {
    return NUMBER.matcher(text).matches()
        ? new Json.Num(Spot.NONE, text, false)
        : new Json.Str(Spot.NONE, text);
  }

  @Override
  public String fix() {
    return "write a number without quotes";
  }

  /** Whole numbers are shown without a fraction. */
  @Override
  public Object plain(Double value) {
    return value == Math.rint(value) ? (Object) value.longValue() : value;
  }
}
