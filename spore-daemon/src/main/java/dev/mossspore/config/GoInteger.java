package dev.mossspore.config;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Integers as Go's flag package reads them: decimal, {@code 0x}, {@code 0b}, {@code 0o}, a leading
 * zero for octal, and single underscores between digits (chapter 07 section 2).
 */
final class GoInteger {
  private static final Pattern DECIMAL = Pattern.compile("[1-9][0-9_]*");
  private static final Pattern OCTAL = Pattern.compile("0[0-7_]*");
  private static final Pattern PREFIXED = Pattern.compile("0(?:x[0-9a-f_]+|b[01_]+|o[0-7_]+)");

  private GoInteger() {}

  /** The number, of any size, or nothing when the text is none. */
  static Optional<BigInteger> parse(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String digits = (signed ? text.substring(1) : text).toLowerCase(Locale.ROOT);
    if (digits.contains("__") || digits.endsWith("_")) {
      return Optional.empty();
    }
    return magnitude(digits).map(n -> text.startsWith("-") ? n.negate() : n);
  }

  private static Optional<BigInteger> magnitude(String digits) {
    String plain = digits.replace("_", "");
    if (DECIMAL.matcher(digits).matches()) {
      return Optional.of(new BigInteger(plain));
    }
    if (OCTAL.matcher(digits).matches()) {
      return Optional.of(new BigInteger(plain, 8));
    }
    if (PREFIXED.matcher(digits).matches()) {
      int radix =
          switch (plain.charAt(1)) {
            case 'x' -> 16;
            case 'b' -> 2;
            default -> 8;
          };
      return Optional.of(new BigInteger(plain.substring(2), radix));
    }
    return Optional.empty();
  }
}
