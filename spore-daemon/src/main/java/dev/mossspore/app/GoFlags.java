package dev.mossspore.app;

import java.util.Arrays;

/**
 * Brings a command line as Go's flag package takes it into the usual form: a long flag may have one
 * dash or two (07 section 2). Scripts written for the reference depend on it.
 */
final class GoFlags {
  private static final int SHORT_LENGTH = 2;

  private GoFlags() {}

  /**
   * {@code -config x} becomes {@code --config x}, {@code --v} becomes {@code -v}; all behind {@code
   * --} stays.
   */
  static String[] normalize(String[] arguments) {
    String[] normal = arguments.clone();
    int end = Arrays.asList(arguments).indexOf("--");
    for (int i = 0; i < (end < 0 ? normal.length : end); i++) {
      normal[i] = normalize(normal[i]);
    }
    return normal;
  }

  private static String normalize(String argument) {
    if (!argument.startsWith("-") || argument.equals("-")) {
      return argument;
    }
    String name = argument.startsWith("--") ? argument.substring(2) : argument.substring(1);
    boolean isShort = name.length() == SHORT_LENGTH - 1 || name.indexOf('=') == SHORT_LENGTH - 1;
    return (isShort ? "-" : "--") + name;
  }
}
