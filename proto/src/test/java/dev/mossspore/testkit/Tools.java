package dev.mossspore.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs of the machine that a test needs. */
public final class Tools {
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private Tools() {}

  /** Skips the test where a shell command does not succeed; in CI it fails instead. */
  public static void require(String command, String needs) {
    if (run(command).status() != 0) {
      lack(needs);
    }
  }

  /** The same where programs are not on the path, which are named. */
  public static void requirePrograms(String... programs) {
    lackAnyOf("", programs);
  }

  /** The same where this is not root or programs are not on the path. */
  public static void requireRoot(String... programs) {
    lackAnyOf("test $(id -u) = 0 || echo root; ", programs);
  }

  /** What a command came to. */
  public record Result(int status, String output) {}

  /** Runs a shell command that ends within three minutes. */
  public static Result run(String command) {
    return run(List.of("sh", "-c", command));
  }

  /** Runs a program that ends within three minutes. */
  public static Result run(List<String> command) {
    return run(LIMIT, command);
  }

  /** Runs a program that ends within the limit. */
  public static Result run(Duration limit, List<String> command) {
    try {
      // Into a file: a pipe is at its end only when the program is, and all it has left behind.
      Path said = Files.createTempFile("tool", ".out");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        String output = new String(Files.readAllBytes(said), StandardCharsets.UTF_8);
        if (!ended) {
          // What it made it can take away itself, if it is given the time.
          process.destroy();
          if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
          }
          throw new AssertionError("hangs: " + String.join(" ", command) + ": " + output);
        }
        return new Result(process.exitValue(), output);
      } finally {
        Files.delete(said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void lackAnyOf(String check, String... programs) {
    // One by one: some shells look for the first of several only.
    String lacking =
        run("%sfor p in %s; do command -v $p >/dev/null || echo $p; done"
                .formatted(check, String.join(" ", programs)))
            .output();
    if (!lacking.isEmpty()) {
      lack(String.join(", ", lacking.lines().toList()));
    }
  }

  /** Says on the console what is skipped and why, which Maven tells only in its reports. */
  private static void lack(String needs) {
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError("needs " + needs);
    }
    String skipped = "skipped: %s needs %s".formatted(test(), needs);
    if (SAID.add(skipped)) {
      System.out.println(skipped);
    }
    Assumptions.abort("needs " + needs);
  }

  private static String test() {
    return StackWalker.getInstance()
        .walk(frames -> frames.map(StackWalker.StackFrame::getClassName).toList())
        .stream()
        .filter(name -> name.matches(".*(IT|Test)"))
        .findFirst()
        .orElse("a test");
  }
}
