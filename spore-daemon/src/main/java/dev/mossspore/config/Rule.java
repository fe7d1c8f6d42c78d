package dev.mossspore.config;

import java.util.List;
import java.util.Optional;

/**
 * What a string must be.
 *
 * @param check refuses a bad string
 * @param fix how to write a good one
 */
record Rule(Check check, String fix) {
  /** Any string. */
  static final Rule ANY = new Rule(_ -> {}, "write a string in double quotes");

  /** Refuses a bad string. */
  @FunctionalInterface
  interface Check {
    /**
     * Returns normally when the string is good.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    void accept(String text);
  }

  /** What is wrong with the string, if anything. */
  Optional<String> objection(String text) {
    try {
      check.accept(text);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** The same rule, which also accepts the empty string. */
  Rule orEmpty() {
    return new Rule(
        text -> {
          if (!text.isEmpty()) {
            check.accept(text);
          }
        },
        fix);
  }

  /** One of a few words. */
  static Rule oneOf(List<String> words) {
    String choice = "must be one of " + String.join(", ", words);
    return new Rule(text -> require(words.contains(text), choice), "write one of these words");
  }

  /**
   * Refuses unless {@code good}.
   *
   * @throws IllegalArgumentException saying {@code wrong}
   */
  static void require(boolean good, String wrong) {
    if (!good) {
      throw new IllegalArgumentException(wrong);
    }
  }
}
