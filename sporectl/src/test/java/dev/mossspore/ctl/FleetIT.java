package dev.mossspore.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.ctl.testing.Ctl;
import dev.mossspore.ctl.testing.Samples;
import dev.mossspore.ctl.testing.StubDaemon;
import dev.mossspore.ctl.testing.StubProcess;
import dev.mossspore.ctl.testing.StubServer;
import dev.mossspore.ctl.tree.JsonText;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real launcher against a fleet of which only some hosts are well. */
@Tag("system")
class FleetIT {
  @TempDir Path directory;
  private final StubServer server = new StubServer();

  @BeforeEach
  void start() throws IOException {
    server.serve(socket("live1"), new StubDaemon().state(Samples.state(1)));
    server.serve(socket("live2"), new StubDaemon().state(Samples.state(2)));
    server.serve(socket("old"), new StubDaemon());
    server.serve(socket("strict"), new StubDaemon().refuse("role_too_low"));
    // A socket whose daemon was killed.
    try (ServerSocketChannel gone =
        ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
      gone.bind(java.net.UnixDomainSocketAddress.of(socket("dead")));
    }
    StringBuilder inventory = new StringBuilder("[fleet]\n");
    for (String host : List.of("live1", "dead", "frozen", "live2", "old", "absent", "strict")) {
      Path socket = host.equals("frozen") ? directory.resolve("s001.sock") : socket(host);
      inventory.append("%s sporectl_endpoint=unix:%s\n".formatted(host, socket));
    }
    Files.writeString(directory.resolve("hosts.ini"), inventory);
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void namesEachDeadHostWithAReasonAndShowsTheLiveOnes() {
    try (StubProcess frozen = StubProcess.start(directory, 1)) {
      frozen.signal("STOP");
      Ctl.Result result = status("all", "-o", "json", "--timeout", "12s");
      assertEquals(3, result.status(), result.err());
      Map<String, Map<?, ?>> hosts = hosts(result.out());
      assertEquals("ok", outcome(hosts, "live1"));
      assertEquals("ok", outcome(hosts, "live2"));
      assertTrue(latency(hosts, "live1") < 12_000, result.out());
      assertTrue(latency(hosts, "frozen") >= 11_900, result.out());
      assertEquals("timed_out", code(hosts, "frozen"));
      assertEquals("socket_dead", code(hosts, "dead"));
      assertEquals("socket_missing", code(hosts, "absent"));
      assertEquals("unsupported", code(hosts, "old"));
      assertEquals("role_too_low", code(hosts, "strict"));
      assertEquals("refused", outcome(hosts, "strict"));

      Ctl.Result table = status("all", "--timeout", "10s");
      assertEquals(3, table.status());
      assertEquals(3, table.out().lines().count(), table.out());
      assertTrue(table.err().contains("frozen: no answer within 10 s [timed_out]"), table.err());
      assertTrue(table.err().endsWith("5 of 7 hosts gave no answer\n"), table.err());

      assertEquals(6, status("frozen", "--timeout", "1s").status());
      assertEquals(4, status("dead:frozen:absent", "--timeout", "1s").status());
      frozen.signal("CONT");
      assertEquals(0, status("frozen").status());
    }
  }

  @Test
  void endsAsTheOutcomesSay() {
    assertEquals(0, status("live1:live2").status());
    assertEquals(4, status("dead:absent").status());
    assertEquals(5, status("strict").status());
    assertEquals(3, status("old").status());
    assertEquals(3, status("live1:strict").status());
    assertEquals(2, status("nobody").status());
  }

  @Test
  void countsWhatIsNotShown() {
    Ctl.Result none = status("live1:dead", "--filter", "ready=false");
    assertEquals(3, none.status(), none.err());
    Ctl.Result expected = status("live1:dead", "--filter", "ready=true", "--expect", "-o", "json");
    assertEquals(3, expected.status(), expected.err());
    assertTrue(expected.out().contains("host_missing"), expected.out());
  }

  @Test
  void saysErrorsInTheFormatThatWasAskedFor() {
    String line = status("dead", "-o", "jsonl").out();
    assertEquals("socket_dead", code(Map.of("dead", (Map<?, ?>) tree(line)), "dead"));
    assertTrue(status("dead", "-o", "csv").out().contains("dead,unreachable,"));
    assertTrue(status("dead", "-o", "yaml").out().contains("code: socket_dead"));
    Ctl.Result usage = status("nobody", "-o", "json");
    assertEquals("", usage.out());
    assertTrue(usage.err().contains("\"schema\": \"sporectl.error/1\""), usage.err());
  }

  @Test
  void findsTheInventoryWhereItIsNamed() throws IOException {
    Path hosts = directory.resolve("hosts.ini");
    assertEquals(0, statusOf1(Map.of("SPORECTL_INVENTORY", hosts.toString())).status());
    assertEquals(0, statusOf1(Map.of("SPORECTL_INVENTORY_COMMAND", "cat " + list())).status());
    Path config = Files.createDirectories(directory.resolve("config/sporectl"));
    Files.writeString(config.resolve("config.yaml"), "inventory: ../../hosts.ini\n");
    assertEquals(0, statusOf1(Map.of()).status());
    Files.writeString(config.resolve("config.yaml"), "inventroy: x\n");
    Ctl.Result wrong = statusOf1(Map.of());
    assertEquals(2, wrong.status());
    assertTrue(wrong.err().contains("did you mean 'inventory'?"), wrong.err());
  }

  @Test
  void tellsAnExpectedFleetFromAnother() throws IOException {
    Files.writeString(
        directory.resolve("hosts.ini"),
        """
        right sporectl_endpoint=unix:%1$s sporectl_public_key=%2$064x
        wrong sporectl_endpoint=unix:%3$s sporectl_public_key=%2$064x
        twice sporectl_endpoint=unix:%1$s
        """
            .formatted(socket("live1"), 1, socket("live2")));
    Ctl.Result result = status("all", "--expect", "-o", "json");
    assertEquals(1, result.status(), result.err());
    List<String> codes = new ArrayList<>();
    if (tree(result.out()) instanceof Map<?, ?> root && root.get("findings") instanceof List<?> l) {
      l.forEach(
          finding ->
              codes.add(
                  ((Map<?, ?>) finding).get("subject") + " " + ((Map<?, ?>) finding).get("code")));
    }
    assertEquals(List.of("wrong host_foreign", "twice host_twice"), codes);
    assertEquals(0, status("right", "--expect").status());
  }

  @Test
  void asksThreeHundredHostsAtOnce(@TempDir Path many) throws IOException {
    StringBuilder inventory = new StringBuilder();
    for (int i = 1; i <= 300; i++) {
      inventory.append("s%1$03d sporectl_endpoint=unix:%2$s/s%1$03d.sock\n".formatted(i, many));
    }
    Files.writeString(directory.resolve("many.ini"), inventory);
    try (StubProcess fleet = StubProcess.start(many, 300)) {
      long start = System.nanoTime();
      Ctl.Result result =
          Ctl.run(
              directory,
              "status",
              "-i",
              directory.resolve("many.ini").toString(),
              "--timeout",
              "60s");
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      System.out.println("status of 300 hosts took " + took.toMillis() + " ms");
      assertEquals(0, result.status(), result.err());
      assertEquals(301, result.out().lines().count());
      assertFalse(result.out().contains("not_ready"));
      assertTrue(fleet.alive());
    }
  }

  private Ctl.Result status(String pattern, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "status",
                "-i",
                directory.resolve("hosts.ini").toString(),
                "-l",
                pattern,
                "--timeout",
                "30s"));
    arguments.addAll(List.of(more));
    return Ctl.run(directory, arguments.toArray(String[]::new));
  }

  private Ctl.Result statusOf1(Map<String, String> environment) {
    return Ctl.run(directory, environment, List.of(), "status", "-l", "live1", "--timeout", "30s");
  }

  private Path list() throws IOException {
    return Files.writeString(
        directory.resolve("list.json"),
        JsonText.line(
            Map.of(
                "_meta",
                Map.of(
                    "hostvars",
                    Map.of("live1", Map.of("sporectl_endpoint", "unix:" + socket("live1")))),
                "all",
                Map.of("hosts", List.of("live1")))));
  }

  private Path socket(String host) {
    return directory.resolve(host + ".sock");
  }

  private static Object tree(String json) {
    Object tree = JsonText.read(json);
    return tree == null ? Map.of() : tree;
  }

  private static Map<String, Map<?, ?>> hosts(String json) {
    Map<String, Map<?, ?>> hosts = new LinkedHashMap<>();
    if (tree(json) instanceof Map<?, ?> root && root.get("hosts") instanceof List<?> list) {
      list.forEach(
          host -> hosts.put(String.valueOf(((Map<?, ?>) host).get("host")), (Map<?, ?>) host));
    }
    return hosts;
  }

  private static String code(Map<String, Map<?, ?>> hosts, String host) {
    return hosts.getOrDefault(host, Map.of()).get("error") instanceof Map<?, ?> error
        ? String.valueOf(error.get("code"))
        : "no error";
  }

  private static String outcome(Map<String, Map<?, ?>> hosts, String host) {
    return String.valueOf(hosts.getOrDefault(host, Map.of()).get("outcome"));
  }

  private static long latency(Map<String, Map<?, ?>> hosts, String host) {
    return hosts.getOrDefault(host, Map.of()).get("latency_ms") instanceof Number latency
        ? latency.longValue()
        : -1;
  }
}
