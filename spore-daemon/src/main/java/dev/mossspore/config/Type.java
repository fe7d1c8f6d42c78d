package dev.mossspore.config;

import java.util.Set;

/**
 * How a key's value is read, checked and shown, and its default.
 *
 * @param <T> the value; immutable
 */
sealed interface Type<T>
    permits BoolType, IntType, DecimalType, TextType, SecretType, TextListType, VeilRelaysType {
  /** The default. */
  T fallback();

  /** Reads and checks a value of the configuration file. */
  Reading<T> read(Json json);

  /**
   * What the file would hold for the text of an environment variable or a flag. Text that does not
   * fit becomes a string, which {@link #read} then refuses.
   */
  Json lift(String text);

  /** How to write a value that is accepted. */
  String fix();

  /** The value as booleans, numbers, strings, lists and maps. */
  default Object plain(T value) {
    return value;
  }

  /** Names that the objects in a list of objects may hold. */
  default Set<String> members() {
    return Set.of();
  }
}
