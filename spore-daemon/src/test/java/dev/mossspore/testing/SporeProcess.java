package dev.mossspore.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mossspore.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The daemon as its user has it: a process of the launcher tree, seen through its output, its
 * monitor and its signals.
 */
public final class SporeProcess implements AutoCloseable {
  /** The launcher under test. */
  public static final Path LAUNCHER = Path.of("target/mossspore/bin/mossspore").toAbsolutePath();

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
  private static final Duration END_LIMIT = Duration.ofSeconds(60);
  private static final Duration SAID_LIMIT = Duration.ofSeconds(60);
  private static final Pattern MONITOR =
      Pattern.compile("monitor listening on=127\\.0\\.0\\.1:(\\d+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Path out;
  private final Path err;
  private final HttpClient http = HttpClient.newHttpClient();

  private SporeProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts the launcher; output goes to files in the directory. */
  public static SporeProcess start(
      Path directory, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(LAUNCHER.toString());
    command.addAll(List.of(arguments));
    return start(directory, environment, command);
  }

  /** Starts any command line that ends in the launcher's. */
  public static SporeProcess start(
      Path directory, Map<String, String> environment, List<String> command) {
    try {
      Path out = Files.createTempFile(directory, "spore", ".out");
      Path err = Files.createTempFile(directory, "spore", ".err");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      return new SporeProcess(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command line of a spore on loopback, for a shell; to be run with {@link #quiet}. */
  public static String quietCommand() {
    return LAUNCHER + " --listen-host 127.0.0.1 --monitor-listen 127.0.0.1:0";
  }

  /** A port of loopback that nobody listens on just now. */
  public static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a spore on loopback that looks for nobody, and waits until it is up. */
  public static SporeProcess startQuiet(Path directory, String... arguments) {
    return startQuiet(directory, Map.of(), arguments);
  }

  /**
   * The same.
   *
   * @param environment what is set besides
   */
  public static SporeProcess startQuiet(
      Path directory, Map<String, String> environment, String... arguments) {
    Map<String, String> quiet = new HashMap<>(quiet());
    quiet.putAll(environment);
    List<String> all =
        new ArrayList<>(List.of("--listen-host", "127.0.0.1", "--monitor-listen", "127.0.0.1:0"));
    all.addAll(List.of(arguments));
    SporeProcess spore = start(directory, quiet, all.toArray(String[]::new));
    spore.awaitUp();
    return spore;
  }

  /** Environment of a spore that contacts nobody. */
  public static Map<String, String> quiet() {
    return Map.of(
        "MOSSSPORE_TRACKERS", "[]",
        "MOSSSPORE_LAN_DISCOVERY", "false",
        "MOSSSPORE_DHT_ENABLED", "false",
        "MOSSSPORE_NAT_STUN_SERVERS", "[]",
        "MOSSSPORE_NAT_UPNP", "false",
        "MOSSSPORE_NAT_NATPMP", "false",
        "MOSSSPORE_NAT_PCP", "false",
        "MOSSSPORE_ADMIN_ENABLED", "false");
  }

  /** Waits until {@code /health} answers 200. */
  public void awaitUp() {
    Await.until(
        () -> "the spore is up; it said: " + err(),
        START_LIMIT,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("the spore ended with " + process.exitValue() + ": " + err());
          }
          return healthy();
        });
  }

  /** Waits for the end, and returns the exit code. */
  public int awaitEnd() {
    try {
      if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the spore does not end; it said: " + err());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Sends a signal by name, such as TERM. */
  public void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
          .inheritIO()
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** The body of a monitor page, as JSON. */
  public JsonNode json(String path) {
    try {
      return JSON.readTree(get(path, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The status of a monitor page. */
  public int status(String path) {
    return get(path, BodyHandlers.discarding()).statusCode();
  }

  /** The body of a monitor page, as text. */
  public String text(String path) {
    return get(path, BodyHandlers.ofString()).body();
  }

  /** A figure of {@code /metrics}, named without its prefix. */
  public long metric(String name) {
    return text("/metrics")
        .lines()
        .filter(line -> line.startsWith("mossspore_" + name + " "))
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  /** The peer port. */
  public int port() {
    return json("/info").path("listen_port").asInt();
  }

  /** The number of the process that was started. */
  public long pid() {
    return process.pid();
  }

  /** The number of a process below it that runs the program. */
  public long descendant(String program) {
    return process
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith("/" + program))
        .findFirst()
        .orElseThrow()
        .pid();
  }

  /** Where standard output went. */
  public Path outFile() {
    return out;
  }

  public String out() {
    return read(out);
  }

  public String err() {
    return read(err);
  }

  /**
   * Waits until standard error has a text. What a spore has done already may be told a little
   * later: each of its outputs is written by a thread of its own.
   */
  public void awaitErr(String text) {
    awaitSaid(err, text);
  }

  /** The same of standard output. */
  public void awaitOut(String text) {
    awaitSaid(out, text);
  }

  /**
   * The port on which the admin API listens, once it does.
   *
   * @param scheme {@code tcp} or {@code tls}
   */
  public int adminPort(String scheme) {
    String before = "admin API listening on=" + scheme + "://127.0.0.1:";
    awaitErr(before);
    String said = err();
    int port = said.indexOf(before) + before.length();
    return Integer.parseInt(said.substring(port, said.indexOf('\n', port)));
  }

  /** The last line of standard error. */
  public String lastLine() {
    return err().lines().reduce("", (before, line) -> line);
  }

  /** Ends the process, hard if it does not go by itself. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.close();
  }

  /** The port the monitor listens on now, as the log says. */
  public int monitorPort() {
    Matcher monitor = MONITOR.matcher(err());
    String port = "";
    while (monitor.find()) {
      port = monitor.group(1);
    }
    if (port.isEmpty()) {
      throw new IllegalStateException("no monitor yet: " + err());
    }
    return Integer.parseInt(port);
  }

  private <T> java.net.http.HttpResponse<T> get(
      String path, java.net.http.HttpResponse.BodyHandler<T> handler) {
    URI uri = URI.create("http://127.0.0.1:" + monitorPort() + path);
    try {
      return http.send(HttpRequest.newBuilder(uri).timeout(ANSWER_LIMIT).build(), handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private boolean healthy() {
    try {
      return MONITOR.matcher(err()).find() && status("/health") == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static void awaitSaid(Path file, String text) {
    Await.until(
        () -> "it says \"%s\"; it said: %s".formatted(text, read(file)),
        SAID_LIMIT,
        () -> read(file).contains(text));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
