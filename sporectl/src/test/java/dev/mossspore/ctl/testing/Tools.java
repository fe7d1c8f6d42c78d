package dev.mossspore.ctl.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs of the machine that a test needs. */
public final class Tools {
  private Tools() {}

  /** Skips the test where a shell command does not succeed; in CI it fails instead. */
  public static void require(String command, String needs) {
    boolean there = run(command).status() == 0;
    if (!there && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("needs " + needs);
    }
    Assumptions.assumeTrue(there, "needs " + needs);
  }

  /** What a command came to. */
  public record Result(int status, String output) {}

  /** Runs a shell command that ends within half a minute. */
  public static Result run(String command) {
    return run(List.of("sh", "-c", command));
  }

  /** Runs a program that ends within half a minute. */
  public static Result run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("hangs: " + String.join(" ", command) + ": " + output);
      }
      return new Result(process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
