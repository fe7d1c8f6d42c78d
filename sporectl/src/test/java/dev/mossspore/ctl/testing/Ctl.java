package dev.mossspore.ctl.testing;

import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command as its user has it: a process of the launcher tree. */
public final class Ctl implements AutoCloseable {
  /** The launcher under test. */
  public static final Path LAUNCHER = Path.of("target/sporectl/bin/sporectl").toAbsolutePath();

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final Process process;
  private final Path out;
  private final Path err;

  private Ctl(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** How a run ended. */
  public record Result(int status, String out, String err) {}

  /** Runs it to its end, without any settings of whoever runs the tests. */
  public static Result run(Path directory, String... arguments) {
    return run(directory, Map.of(), List.of(), arguments);
  }

  /** With an environment, and behind another program's command line. */
  public static Result run(
      Path directory, Map<String, String> environment, List<String> before, String... arguments) {
    return run(directory, LAUNCHER, environment, before, arguments);
  }

  /** With a launcher at another place. */
  public static Result run(
      Path directory,
      Path launcher,
      Map<String, String> environment,
      List<String> before,
      String... arguments) {
    try (Ctl ctl = start(directory, launcher, environment, before, arguments)) {
      return ctl.end();
    }
  }

  /** Starts it. */
  public static Ctl start(
      Path directory, Map<String, String> environment, List<String> before, String... arguments) {
    return start(directory, LAUNCHER, environment, before, arguments);
  }

  private static Ctl start(
      Path directory,
      Path launcher,
      Map<String, String> environment,
      List<String> before,
      String... arguments) {
    List<String> command = new ArrayList<>(before);
    command.add(launcher.toString());
    command.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile(directory, "ctl", ".out");
      Path err = Files.createTempFile(directory, "ctl", ".err");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().keySet().removeIf(name -> name.startsWith("SPORECTL_"));
      builder.environment().put("XDG_CONFIG_HOME", directory.resolve("config").toString());
      builder.environment().putAll(environment);
      builder.redirectInput(new java.io.File("/dev/null"));
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      return new Ctl(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the end. */
  public Result end() {
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("sporectl does not end; it said: " + out() + err());
      }
      return new Result(process.exitValue(), out(), err());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Sends it a signal by name. */
  public void signal(String name) {
    Tools.run(List.of("kill", "-" + name, Long.toString(process.pid())));
  }

  /** What it has printed. */
  public String out() {
    return read(out);
  }

  /** What it has complained about. */
  public String err() {
    return read(err);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
