package dev.mossspore.config;

import java.nio.file.Path;

/** Paths as a shell reads them: unit files and JSON have none to expand {@code ~/}. */
final class HomePath {
  private static final String TILDE = "~/";

  private HomePath() {}

  /**
   * The path of a text that {@link Rules#PATH} accepts, below {@code home} when it starts with
   * {@code ~/}.
   */
  static Path expand(String text, Path home) {
    return text.startsWith(TILDE) ? home.resolve(text.substring(TILDE.length())) : Path.of(text);
  }
}
