package dev.mossspore.app;

import dev.mossspore.testing.SporeProcess;
import dev.mossspore.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A spore of the real launcher whose configuration file is changed while it runs. */
final class ReloadedSpore implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Path file;
  private final ConfigText config = new ConfigText();
  private final SporeProcess process;

  /** Starts one that contacts nobody, and waits until it is up. */
  ReloadedSpore(Path directory) {
    this(directory, config -> {});
  }

  /**
   * The same.
   *
   * @param start changes the configuration it starts with
   */
  ReloadedSpore(Path directory, Consumer<ConfigText> start) {
    file = directory.resolve("config.json");
    start.accept(config);
    write();
    process = SporeProcess.start(directory, Map.of(), "--config", file.toString());
    process.awaitUp();
  }

  ConfigText config() {
    return config;
  }

  SporeProcess process() {
    return process;
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), process.port());
  }

  /** Writes the file, asks for a reload, and returns the line that tells what came of it. */
  String reload() {
    long before = results().size();
    hangUp();
    Await.until(() -> "the reload ends: " + process.err(), LIMIT, () -> results().size() > before);
    return results().getLast();
  }

  /** Writes the file, asks for a reload, and does not wait. */
  void hangUp() {
    write();
    process.signal("HUP");
  }

  /** A figure of {@code /metrics}, named without its prefix. */
  long metric(String name) {
    return process.metric(name);
  }

  @Override
  public void close() {
    process.close();
  }

  private List<String> results() {
    return process.err().lines().filter(ReloadedSpore::tellsAResult).toList();
  }

  private static boolean tellsAResult(String line) {
    return line.contains("config reloaded")
        || line.contains("reload found nothing new")
        || line.contains("reload rejected");
  }

  private void write() {
    try {
      Files.writeString(file, config.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
