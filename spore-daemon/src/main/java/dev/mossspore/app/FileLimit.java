package dev.mossspore.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How many files and sockets the system lets this process open. Blocks on the proc file system. */
final class FileLimit {
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Pattern SOFT = Pattern.compile("Max open files +(\\d+) .*");

  private FileLimit() {}

  /** The limit; {@code Long.MAX_VALUE} where there is none or nobody knows. */
  static long current() {
    try (Stream<String> lines = Files.lines(LIMITS)) {
      return lines
          .map(SOFT::matcher)
          .filter(Matcher::matches)
          .map(line -> Long.parseLong(line.group(1)))
          .findFirst()
          .orElse(Long.MAX_VALUE);
    } catch (IOException | RuntimeException e) {
      // Not Linux, or a sandbox without it.
      return Long.MAX_VALUE;
    }
  }
}
