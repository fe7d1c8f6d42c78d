package dev.mossspore.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outcome of resolving a configuration. */
public sealed interface Resolution {
  /** What an operator should look at. */
  List<Warning> warnings();

  /**
   * The configuration is good.
   *
   * @param settings the same by key, with the place each value came from
   * @param file the configuration file that was read, if any
   */
  record Accepted(
      SporeConfig config, Settings settings, @Nullable Path file, List<Warning> warnings)
      implements Resolution {}

  /**
   * It is not.
   *
   * @param problems all of them, at least one
   */
  record Refused(List<Problem> problems, List<Warning> warnings) implements Resolution {}
}
