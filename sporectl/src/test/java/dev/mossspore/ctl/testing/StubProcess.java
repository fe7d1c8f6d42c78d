package dev.mossspore.ctl.testing;

import dev.mossspore.testkit.Await;
import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link StubFleet} in a process of its own, which can be frozen. */
public final class StubProcess implements AutoCloseable {
  private static final Duration READY = Duration.ofSeconds(60);

  private final Process process;

  private StubProcess(Process process) {
    this.process = process;
  }

  /** So many daemons at {@code s001.sock} and so on in the directory. */
  public static StubProcess start(Path directory, int count) {
    Path said = directory.resolve("stub.out");
    try {
      Process process =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "--enable-native-access=ALL-UNNAMED",
                      "--sun-misc-unsafe-memory-access=allow",
                      "-XX:+UseSerialGC",
                      "-XX:TieredStopAtLevel=1",
                      "-cp",
                      System.getProperty("java.class.path"),
                      StubFleet.class.getName(),
                      directory.toString(),
                      Integer.toString(count)))
              .redirectOutput(said.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      StubProcess stub = new StubProcess(process);
      Await.until("the stub fleet is ready", READY, () -> content(said).contains("ready"));
      return stub;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it still runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** Sends it a signal by name. */
  public void signal(String name) {
    Tools.run(List.of("kill", "-" + name, Long.toString(process.pid())));
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
