package dev.mossspore.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Enumerations as the configuration spells them: their names in lower case. */
final class Words {
  private Words() {}

  static <E extends Enum<E>> Rule rule(Class<E> type) {
    List<String> words =
        Arrays.stream(type.getEnumConstants()).map(e -> e.name().toLowerCase(Locale.ROOT)).toList();
    return Rule.oneOf(words);
  }

  /** The constant of a word that {@link #rule} has accepted. */
  static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }
}
