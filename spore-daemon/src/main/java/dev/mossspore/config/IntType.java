package dev.mossspore.config;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A whole number. Zero stands for a default that is not zero (chapter 07 section 4.2).
 *
 * @param min lowest value, inclusive
 * @param max highest value, inclusive
 */
record IntType(int min, int max, Integer fallback) implements Type<Integer> {
  /** More digits than any value in range has, sign and leading zeros included. */
  private static final int MAX_DIGITS = 18;

  @Override
  public Reading<Integer> read(Json json) {
    if (!(json instanceof Json.Num number) || !number.whole()) {
      return Reading.expected("an integer", json);
    }
    if (number.text().length() > MAX_DIGITS) {
      return Reading.faulty(json, "out of range, " + range(), json.describe());
    }
    long value = Long.parseLong(number.text());
    if (value == 0 && fallback != 0) {
      return new Reading.Value<>(fallback);
    }
    return value < min || value > max
        ? Reading.faulty(json, range(), json.describe())
        : new Reading.Value<>((int) value);
  }

  @Override
  public Json lift(String text) {
    Optional<BigInteger> number = GoInteger.parse(text);
    return number.isPresent()
        ? new Json.Num(Spot.NONE, number.get().toString(), true)
        : new Json.Str(Spot.NONE, text);
  }

  @Override
  public String fix() {
    return "write a whole number without quotes, fraction or exponent";
  }

  private String range() {
    String zero = fallback == 0 ? "" : " (or 0 for the default " + fallback + ")";
    return "must be between " + min + " and " + max + zero;
  }
}
