package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.mossspore.testing.PingingPeer;
import dev.mossspore.testing.SporeProcess;
import dev.mossspore.testing.TestNode;
import dev.mossspore.testkit.Await;
import dev.mossspore.testkit.Tools;
import dev.mossspore.transport.Carrier;
import dev.mossspore.transport.LightNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the first documentation of the daemon promised its users, tried on the launcher (07 section
 * 20, checks a to c, f and g; d, e and h are in {@link IdentityIT} and {@link LauncherIT}).
 */
@Tag("system")
class ContractIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int PEERS = 200;
  private static final long MEMORY_LIMIT_KIB = 256 << 10;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {
          "mesh_id": "moss-spore-production",
          "listen_port": 4001,
          "identity_path": "/var/lib/mossspore/identity.key",
          "relay": {
            "enabled": true,
            "max_bandwidth_kbps": 2048,
            "max_sessions": 200
          },
          "monitor": {
            "enabled": true,
            "listen": ":9800"
          }
        }
        """,
        """
        {
          "identity_path": "/var/lib/mossspore/identity.key"
        }
        """
      })
  void theDocumentedFilesLoadWithoutAWarning(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("config.json"), text);
    try (SporeProcess spore =
        SporeProcess.start(directory, Map.of(), "--config", file.toString(), "--check-config")) {
      assertEquals(0, spore.awaitEnd(), spore.err());
      assertEquals("", spore.err());
    }
  }

  @Test
  void aLogDirectoryIsUsedAtTheNextHangupOnceItCanBe() throws IOException {
    Path logs = directory.resolve("logs");
    Path inTheWay = Files.writeString(logs, "no directory");
    try (SporeProcess spore =
        SporeProcess.startQuiet(directory, Map.of("MOSSSPORE_LOG_DIR", logs.toString()))) {
      assertEquals("log_dir_unusable", spore.json("/info").at("/degraded/0").asText());
      Files.delete(inTheWay);
      spore.signal("HUP");
      Await.until(
          () -> "the files are there: " + spore.err(),
          Duration.ofSeconds(20),
          () -> Files.exists(logs.resolve("mossspore.log")));
      Await.until(
          "all is well",
          Duration.ofSeconds(20),
          () -> spore.json("/info").path("degraded").isEmpty());
    }
  }

  @Test
  void theDocumentedCommandsWork() throws IOException {
    Path home = Files.createDirectory(directory.resolve("home"));
    try (SporeProcess spore =
        shell("mossspore --mesh-id my-mesh --identity-path ~/.mossspore/identity.key", home)) {
      spore.awaitUp();
      assertEquals("my-mesh", spore.json("/info").path("mesh_id").asText());
      assertTrue(Files.exists(home.resolve(".mossspore/identity.key")));
    }
    Files.writeString(home.resolve("config.json"), "{\"mesh_id\":\"from-file\"}");
    try (SporeProcess spore = shell("mossspore --config ~/config.json", home)) {
      spore.awaitUp();
      assertEquals("from-file", spore.json("/info").path("mesh_id").asText());
    }
    try (SporeProcess spore = shell("mossspore --version", home)) {
      assertEquals(0, spore.awaitEnd());
      assertTrue(spore.out().startsWith("MossSpore "), spore.out());
    }
  }

  @Test
  void theDocumentedPagesHaveTheDocumentedMembers() {
    try (SporeProcess spore = SporeProcess.startQuiet(directory)) {
      has(spore.json("/health"), JsonNodeType.STRING, "status", "nat_type");
      JsonNode info = spore.json("/info");
      has(info, JsonNodeType.STRING, "mesh_id", "advertised_addr", "nat_type", "public_key");
      has(info, JsonNodeType.NUMBER, "listen_port", "peer_count");
      has(info, JsonNodeType.NUMBER, "relay_session_count", "relay_route_count");
      has(info, JsonNodeType.BOOLEAN, "supernode_ready");
      JsonNode version = spore.json("/version");
      has(version, JsonNodeType.STRING, "version", "commit", "build_date");
      has(version, JsonNodeType.STRING, "go_version", "os", "arch");
      assertEquals(200, spore.status("/ready"));
      assertEquals(200, spore.status("/"));
    }
  }

  @Test
  void staysUnder256MiBWith200Peers() throws Exception {
    try (SporeProcess spore = SporeProcess.startQuiet(directory);
        LightNode.Threads threads = new LightNode.Threads()) {
      InetSocketAddress target =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), spore.port());
      List<LightNode> peers = new ArrayList<>();
      try (TestNode receiver = TestNode.start()) {
        for (int i = 0; i < PEERS; i++) {
          LightNode peer = new LightNode(threads);
          peers.add(peer);
          Carrier carrier = i % 2 == 0 ? Carrier.TCP : Carrier.UDP;
          peer.dial(carrier, target, target.getAddress())
              .get(30, TimeUnit.SECONDS)
              .open(receiver.receiver());
        }
        Await.until(
            "all are in", LIMIT, () -> spore.json("/info").path("peer_count").asInt() == PEERS);
        long peak = Long.parseLong(status(spore, "VmHWM").replaceAll("\\D", ""));
        assertTrue(peak < MEMORY_LIMIT_KIB, () -> peak + " KiB");
      } finally {
        peers.forEach(LightNode::close);
      }
    }
  }

  @Test
  void everyEventLineIsJsonWithAType() throws Exception {
    Tools.requirePrograms("jq");
    try (SporeProcess spore = SporeProcess.startQuiet(directory)) {
      for (int i = 0; i < 10; i++) {
        try (PingingPeer peer = PingingPeer.start()) {
          peer.connect(spore.port());
        }
      }
      spore.signal("USR1");
      Await.until("all is written", LIMIT, () -> spore.out().lines().count() == 21);
      Tools.Result types = Tools.run("jq -e .type < " + spore.outFile());
      assertEquals(0, types.status(), types.output());
      assertEquals(21, types.output().lines().filter(line -> !line.equals("null")).count());
    }
  }

  @Test
  void theHealthCheckAsksTheRunningSpore() {
    try (SporeProcess spore = SporeProcess.startQuiet(directory)) {
      String monitor = "127.0.0.1:" + spore.monitorPort();
      try (SporeProcess check = check("--monitor-listen", monitor)) {
        assertEquals(0, check.awaitEnd(), check.err());
        assertEquals("{\"status\":\"ok\",\"nat_type\":\"unknown\"}\n", check.out());
      }
      try (SporeProcess check = check("--monitor-listen", ":" + spore.monitorPort())) {
        assertEquals(0, check.awaitEnd(), check.err());
      }
      spore.signal("TERM");
      spore.awaitEnd();
      try (SporeProcess check = check("--monitor-listen", monitor)) {
        assertEquals(1, check.awaitEnd());
        assertTrue(check.lastLine().startsWith("fatal: not healthy: " + monitor), check.err());
      }
      try (SporeProcess check = check("--monitor-listen", "127.0.0.1:0")) {
        assertEquals(1, check.awaitEnd());
      }
    }
  }

  private SporeProcess check(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--healthcheck"));
    all.addAll(List.of(arguments));
    return SporeProcess.start(directory, Map.of(), all.toArray(String[]::new));
  }

  /** Runs the command as it stands in the documentation, in a shell, for a user with that home. */
  private SporeProcess shell(String command, Path home) {
    Map<String, String> environment = new HashMap<>(SporeProcess.quiet());
    environment.put("HOME", home.toString());
    environment.put("PATH", SporeProcess.LAUNCHER.getParent() + ":" + System.getenv("PATH"));
    environment.put("MOSSSPORE_LISTEN_HOST", "127.0.0.1");
    environment.put("MOSSSPORE_MONITOR_LISTEN", "127.0.0.1:0");
    return SporeProcess.start(directory, environment, List.of("sh", "-c", "exec " + command));
  }

  private static void has(JsonNode object, JsonNodeType type, String... names) {
    for (String name : names) {
      assertEquals(type, object.path(name).getNodeType(), name);
    }
  }

  private static String status(SporeProcess spore, String name) throws IOException {
    return Files.readAllLines(Path.of("/proc/%d/status".formatted(spore.pid()))).stream()
        .filter(line -> line.startsWith(name))
        .findFirst()
        .orElseThrow();
  }
}
