package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mossspore.testing.SporeProcess;
import dev.mossspore.testing.TestNode;
import dev.mossspore.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real launcher, as its user starts it. */
@Tag("system")
class LauncherIT {
  @TempDir Path directory;

  @Test
  void saysItsVersion() {
    try (SporeProcess spore = SporeProcess.start(directory, Map.of(), "--version")) {
      assertEquals(0, spore.awaitEnd());
      assertTrue(spore.out().startsWith("MossSpore 0.1.0-dev"), spore.out());
      assertEquals("", spore.err());
    }
  }

  @Test
  void findsJava25BehindAnOlderJavaOnThePath() throws IOException {
    Path bin = Files.createDirectories(directory.resolve("old/bin"));
    Path java = bin.resolve("java");
    Files.writeString(java, "#!/bin/sh\necho old >&2\nexit 9\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, String> environment =
        Map.of("PATH", bin + ":/usr/bin:/bin", "JAVA_HOME", directory.resolve("old").toString());
    try (SporeProcess spore = SporeProcess.start(directory, environment, "--version")) {
      assertEquals(0, spore.awaitEnd(), spore.err());
    }
  }

  @Test
  void startsThroughASymbolicLink() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("mossspore"), SporeProcess.LAUNCHER);
    try (SporeProcess spore =
        SporeProcess.start(directory, Map.of(), List.of(link.toString(), "--version"))) {
      assertEquals(0, spore.awaitEnd(), spore.err());
    }
    Files.delete(link);
  }

  @Test
  void answersOnTheMonitorAndStartsWithoutJvmWarnings() {
    try (SporeProcess spore = SporeProcess.startQuiet(directory, "--mesh-id", "my-mesh")) {
      assertEquals("my-mesh", spore.json("/info").path("mesh_id").asText());
      assertEquals("ok", spore.json("/health").path("status").asText());
      assertEquals("linux", spore.json("/version").path("os").asText());
      assertEquals(404, spore.status("/metrics/"));
      assertEquals(404, spore.status("/health/"));
      assertFalse(spore.err().contains("WARNING"), spore.err());
      assertFalse(spore.err().contains("warning:"), spore.err());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void endsWith0OnASignal(String signal) throws IOException {
    try (SporeProcess spore = SporeProcess.startQuiet(directory);
        Socket halfOpen = new Socket(InetAddress.getLoopbackAddress(), spore.port())) {
      halfOpen.getOutputStream().write(1);
      long before = System.nanoTime();
      spore.signal(signal);
      assertEquals(0, spore.awaitEnd());
      assertTrue(System.nanoTime() - before < Duration.ofSeconds(10).toNanos());
      assertTrue(spore.err().contains("signal=SIG" + signal), spore.err());
      assertTrue(spore.lastLine().endsWith("spore: node stopped"), spore.err());
    }
  }

  @Test
  void endsWith0WhileAPeerIsConnected() throws Exception {
    try (SporeProcess spore = SporeProcess.startQuiet(directory);
        TestNode peer = TestNode.start()) {
      peer.transport()
          .tcp()
          .dial(new InetSocketAddress(InetAddress.getLoopbackAddress(), spore.port()), null)
          .get(30, TimeUnit.SECONDS)
          .open(peer.receiver());
      Await.until(
          "the peer is seen",
          Duration.ofSeconds(30),
          () -> spore.json("/info").path("peer_count").asInt() == 1);
      Await.until(
          "the event is written",
          Duration.ofSeconds(30),
          () -> spore.out().contains("\"type\":\"PeerJoined\",\"code\":1"));
      spore.signal("TERM");
      assertEquals(0, spore.awaitEnd());
      Await.until("the session ends", Duration.ofSeconds(30), () -> peer.closed() != null);
    }
  }

  @Test
  void refusesAPortThatIsTaken() {
    try (SporeProcess first = SporeProcess.startQuiet(directory);
        SporeProcess second =
            SporeProcess.start(
                directory,
                SporeProcess.quiet(),
                "--listen-host",
                "127.0.0.1",
                "--monitor-listen",
                "127.0.0.1:0",
                "--listen-port",
                Integer.toString(first.port()))) {
      assertEquals(1, second.awaitEnd());
      assertTrue(
          second.lastLine().matches("fatal: listen_port %d: .*in use".formatted(first.port())),
          second.err());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--no-such-flag",
        "stray",
        "--listen-port",
        "--listen-port=abc",
        "--verbose=maybe"
      })
  void refusesAWrongCommandLine(String argument) {
    try (SporeProcess spore = SporeProcess.start(directory, Map.of(), argument)) {
      assertEquals(2, spore.awaitEnd());
      assertEquals("", spore.out());
      assertTrue(spore.err().contains(argument.replace("--", "")), spore.err());
      assertTrue(spore.err().contains("Usage: mossspore"), spore.err());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-config", "--config"})
  void takesTheFormsGoTakes(String flag) throws IOException {
    Path file = Files.writeString(directory.resolve("config.json"), "{\"mesh_id\":\"from-file\"}");
    try (SporeProcess spore =
        SporeProcess.start(
            directory, Map.of(), flag, file.toString(), "--check-config", "--v=true")) {
      assertEquals(0, spore.awaitEnd(), spore.err());
      assertTrue(spore.out().contains("from-file"), spore.out());
    }
  }

  @Test
  void tellsWhatGaveEachKeyItsValue() throws IOException {
    Path file = Files.writeString(directory.resolve("config.json"), "{\"mesh_id\":\"from-file\"}");
    try (SporeProcess spore =
        SporeProcess.start(
            directory,
            Map.of("MOSSSPORE_MAX_PEERS", "7"),
            "--config=" + file,
            "--listen-port=0",
            "--check-config",
            "--sources")) {
      assertEquals(0, spore.awaitEnd(), spore.err());
      JsonNode shown = new ObjectMapper().readTree(spore.out());
      assertEquals("file", shown.at("/mesh_id/source").asText());
      assertEquals(file + ", line 1, column 12", shown.at("/mesh_id/place").asText());
      assertEquals("env", shown.at("/max_peers/source").asText());
      assertEquals("flag", shown.at("/listen_port/source").asText());
      assertEquals("default", shown.at("/verbose/source").asText());
    }
    try (SporeProcess spore = SporeProcess.start(directory, Map.of(), "--sources")) {
      assertEquals(2, spore.awaitEnd(), spore.err());
      assertTrue(spore.err().startsWith("mossspore: --sources goes with --check-config"));
    }
  }

  @Test
  void listsEveryProblemOfAConfigurationAndExits78() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("config.json"),
            "{\n \"listen_port\": 70000,\n \"max_peers\": \"many\"}");
    try (SporeProcess spore =
        SporeProcess.start(directory, Map.of(), "--config", file.toString())) {
      assertEquals(78, spore.awaitEnd());
      assertTrue(spore.err().contains("listen_port"), spore.err());
      assertTrue(spore.err().contains("max_peers"), spore.err());
      assertEquals("fatal: the configuration has 2 problems", spore.lastLine());
    }
  }
}
