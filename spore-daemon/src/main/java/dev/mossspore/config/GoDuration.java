package dev.mossspore.config;

import java.time.Duration;
import java.util.Map;

/**
 * Durations in Go's grammar: an optional sign, then one or more of a decimal number and a unit, as
 * in {@code 24h} or {@code 1h30m}; a bare {@code 0} needs no unit (chapter 07 section 4.2).
 */
final class GoDuration {
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "\u00b5s", 1_000L,
          "\u03bcs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private final String text;
  private int at;

  private GoDuration(String text) {
    this.text = text;
  }

  /**
   * Parses a duration.
   *
   * @throws IllegalArgumentException naming what is wrong; also when it exceeds 2^63 - 1 ns
   */
  static Duration parse(String text) {
    return new GoDuration(text).parse();
  }

  private Duration parse() {
    boolean negative = text.startsWith("-");
    at = negative || text.startsWith("+") ? 1 : 0;
    if (text.substring(at).equals("0")) {
      return Duration.ZERO;
    }
    if (at == text.length()) {
      throw invalid();
    }
    long sum = 0;
    try {
      while (at < text.length()) {
        sum = Math.addExact(sum, term());
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(invalid().getMessage(), e);
    }
    return Duration.ofNanos(negative ? -sum : sum);
  }

  private long term() {
    String whole = digits();
    boolean point = at < text.length() && text.charAt(at) == '.';
    at += point ? 1 : 0;
    String fraction = point ? digits() : "";
    if (whole.isEmpty() && fraction.isEmpty()) {
      throw invalid();
    }
    long unit = unit();
    return Math.addExact(Math.multiplyExact(number(whole), unit), part(fraction, unit));
  }

  private long number(String digits) {
    try {
      return digits.isEmpty() ? 0 : Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(invalid().getMessage(), e);
    }
  }

  /** Nanoseconds of a decimal fraction of a unit, cut off; digits past the eighteenth are void. */
  private static long part(String fraction, long unit) {
    String counted = fraction.substring(0, Math.min(fraction.length(), 18));
    double scale = Math.pow(10, counted.length());
    return counted.isEmpty() ? 0 : (long) (Long.parseLong(counted) * (unit / scale));
  }

  private long unit() {
    int start = at;
    while (at < text.length() && text.charAt(at) != '.' && !isDigit(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start, at);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("missing unit in duration " + Quoted.of(text));
    }
    Long nanos = NANOS.get(name);
    if (nanos == null) {
      throw new IllegalArgumentException(
          "unknown unit " + Quoted.of(name) + " in duration " + Quoted.of(text));
    }
    return nanos;
  }

  private String digits() {
    int start = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private IllegalArgumentException invalid() {
    return new IllegalArgumentException("invalid duration " + Quoted.of(text));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
