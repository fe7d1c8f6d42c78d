package dev.mossspore.config;

import java.util.List;

/**
 * The outcome of reading one value.
 *
 * @param <T> the value
 */
sealed interface Reading<T> {
  /** The value is good. */
  record Value<T>(T value) implements Reading<T> {}

  /** It is not; an entry for each fault. */
  record Faulty<T>(List<Fault> faults) implements Reading<T> {}

  /**
   * What is wrong with a value.
   *
   * @param spot where in the source
   * @param within which part of the value, such as {@code [2]}; empty for all of it
   * @param wrong what is wrong
   * @param got the value, fit to be printed; empty to print none
   */
  record Fault(Spot spot, String within, String wrong, String got) {}

  /** The value is wrong as a whole. */
  static <T> Reading<T> faulty(Json json, String wrong, String got) {
    return new Faulty<>(List.of(new Fault(json.spot(), "", wrong, got)));
  }

  /** The value is of another kind. */
  static <T> Reading<T> expected(String what, Json json) {
    return faulty(json, "expected " + what, json.describe());
  }
}
