package dev.mossspore.config;

import java.util.Locale;

/** What gave a key its value, strongest last. */
public enum Source {
  DEFAULT,
  FILE,
  ENV,
  FLAG;

  /** The word that operators and programs read. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
