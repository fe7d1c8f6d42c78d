package dev.mossspore.ctl.testing;

import dev.mossspore.testkit.Await;
import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real daemon of this build, on loopback, that contacts nobody. */
public final class Spore implements AutoCloseable {
  private static final Path LAUNCHER =
      Path.of("../spore-daemon/target/mossspore/bin/mossspore").toAbsolutePath().normalize();

  private static final List<String> QUIET =
      List.of(
          "MOSSSPORE_TRACKERS=[]",
          "MOSSSPORE_LAN_DISCOVERY=false",
          "MOSSSPORE_DHT_ENABLED=false",
          "MOSSSPORE_NAT_STUN_SERVERS=[]",
          "MOSSSPORE_NAT_UPNP=false",
          "MOSSSPORE_NAT_NATPMP=false",
          "MOSSSPORE_NAT_PCP=false");

  private final Path directory;
  private Process process;

  private Spore(Path directory, Process process) {
    this.directory = directory;
    this.process = process;
  }

  /** Skips the test where the daemon was not built; in CI it fails instead. */
  public static void require() {
    Tools.require("test -x '%s'".formatted(LAUNCHER), "the daemon's launcher tree: mvn package");
  }

  /** Starts one with a configuration file of its own, and waits for its admin socket. */
  public static Spore start(Path directory, String config) {
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("config.json"), config);
      Spore spore = new Spore(directory, launch(directory));
      spore.awaitSocket();
      return spore;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it answers. */
  public Path socket() {
    return directory.resolve("admin.sock");
  }

  /** Its configuration file. */
  public Path config() {
    return directory.resolve("config.json");
  }

  /** Sends it a signal by name. */
  public void signal(String name) {
    Tools.run(List.of("kill", "-" + name, Long.toString(process.pid())));
  }

  /** Waits for its end and starts it again. */
  public void restart() {
    close();
    try {
      process = launch(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitSocket();
  }

  @Override
  public void close() {
    signal("CONT");
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitSocket() {
    Await.until(
        "the daemon listens",
        Duration.ofSeconds(90),
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("the daemon ended: " + said());
          }
          return said().contains("admin API listening");
        });
  }

  private String said() {
    try {
      return Files.readString(directory.resolve("err"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process launch(Path directory) throws IOException {
    List<String> command = new ArrayList<>(List.of("env"));
    command.addAll(QUIET);
    command.addAll(
        List.of(
            LAUNCHER.toString(),
            "--config",
            directory.resolve("config.json").toString(),
            "--listen-host",
            "127.0.0.1",
            "--monitor-listen",
            "127.0.0.1:0",
            "--state-dir",
            directory.toString(),
            "--identity-path",
            directory.resolve("identity.key").toString(),
            "--admin-socket",
            directory.resolve("admin.sock").toString()));
    return new ProcessBuilder(command)
        .redirectOutput(directory.resolve("out").toFile())
        .redirectError(directory.resolve("err").toFile())
        .start();
  }
}
