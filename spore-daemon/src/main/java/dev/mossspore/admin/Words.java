package dev.mossspore.admin;

import java.util.Locale;

/** Enum constants as they are told. */
final class Words {
  private Words() {}

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
