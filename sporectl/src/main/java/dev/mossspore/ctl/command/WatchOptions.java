package dev.mossspore.ctl.command;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Asking again and again. */
final class WatchOptions {
  private static final Duration SHORTEST = Duration.ofMillis(200);

  @Option(
      names = {"-w", "--watch"},
      paramLabel = "TIME",
      arity = "0..1",
      fallbackValue = "2s",
      description = "Ask again every TIME (2s if none is given) until Ctrl-C.")
  @Nullable Duration interval;

  Optional<Duration> every() {
    if (interval == null) {
      return Optional.empty();
    }
    return Optional.of(interval.compareTo(SHORTEST) < 0 ? SHORTEST : interval);
  }
}
