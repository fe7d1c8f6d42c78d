package dev.mossspore.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.config.Key;
import dev.mossspore.config.Keys;
import dev.mossspore.config.Reload;
import dev.mossspore.testing.DatagramTap;
import dev.mossspore.testing.PingingPeer;
import dev.mossspore.testing.SporeProcess;
import dev.mossspore.testing.TestNode;
import dev.mossspore.testkit.Await;
import dev.mossspore.transport.Link;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGHUP at the real launcher, with a peer connected all the time (07 section 9). */
@Tag("system")
class ReloadIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path directory;
  private final PingingPeer peer = PingingPeer.start();
  private ReloadedSpore reloaded;
  private ConfigText config;
  private SporeProcess spore;

  @BeforeEach
  void start() throws Exception {
    reloaded = new ReloadedSpore(directory);
    config = reloaded.config();
    spore = reloaded.process();
    peer.connect(spore.port());
    awaitPeers(1);
  }

  @AfterEach
  void end() {
    try {
      // Whatever was changed, nobody was sent away and nothing was counted anew.
      assertEquals(null, peer.closed());
      assertTrue(spore.alive());
    } finally {
      reloaded.close();
      peer.close();
    }
  }

  @Test
  void keepsSessionsUptimeAndCounters() throws Exception {
    JsonNode before = spore.json("/info");
    long received = metric("envelopes_in_total{type=\"ping\"}");
    peer.roundTrip();
    Await.until(
        "a ping is counted", LIMIT, () -> metric("envelopes_in_total{type=\"ping\"}") > received);
    config.with("max_peers", "5").with("verbose", "true").with("mesh_id", "\"other\"");
    assertContains(reload(), "generation=2 applied=max_peers,verbose restart_required=mesh_id");
    JsonNode after = spore.json("/info");
    assertEquals(before.path("public_key"), after.path("public_key"));
    assertEquals(before.path("mesh_id"), after.path("mesh_id"));
    assertEquals(before.path("peers"), after.path("peers"));
    assertTrue(after.path("uptime_sec").asLong() >= before.path("uptime_sec").asLong());
    assertEquals(2, after.path("config_generation").asInt());
    assertTrue(metric("envelopes_in_total{type=\"ping\"}") > received);
    assertEquals(1, metric("config_reloads_total{result=\"applied\"}"));
    assertEquals(1, metric("config_restart_required"));
    spore.awaitOut("{\"type\":\"ConfigReloaded\",\"code\":100");
    assertContains(reload(), "reload found nothing new");
    assertEquals(2, spore.json("/info").path("config_generation").asInt());
  }

  @Test
  void aRejectedFileChangesNothing() {
    JsonNode before = spore.json("/info");
    config.with("max_peers", "\"many\"").with("advertise_addr", "\"203.0.113.5:1\"");
    assertContains(reload(), "reload rejected, the running configuration stays attempt=1");
    spore.awaitErr("config.json, line ");
    assertEquals(before.path("config_generation"), spore.json("/info").path("config_generation"));
    assertEquals(before.path("advertised_addr"), spore.json("/info").path("advertised_addr"));
    config.raw("{");
    assertContains(reload(), "reload rejected, the running configuration stays attempt=2");
    assertEquals(2, metric("config_reloads_total{result=\"rejected\"}"));
  }

  @Test
  void aMonitorThatCannotMoveKeepsAllFromChanging() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      config.with("monitor", monitor(taken.getLocalPort(), true)).with("max_peers", "7");
      assertContains(reload(), "reload rejected");
      spore.awaitErr("address already in use");
      assertEquals(200, metric("peer_capacity"));
    }
  }

  @Test
  void namesEveryKeyByItsClass() throws IOException {
    Map<String, String> samples = KeySamples.all(directory);
    // Veil is refused, and LAN discovery would speak on whatever network this host is on.
    Stream<Key<?>> all =
        Keys.all().stream()
            .filter(key -> !key.equals(Keys.VEIL_ENABLED) && !key.equals(Keys.LAN_DISCOVERY));
    List<Key<?>> keys =
        all.filter(key -> key.effective() || key.reload() == Reload.RESTART).toList();
    assertEquals(
        new TreeSet<>(keys.stream().map(Key::name).toList()), new TreeSet<>(samples.keySet()));
    samples.forEach(config::with);
    reloaded.hangUp();
    Path log = directory.resolve("logs/mossspore.log");
    Await.until("it is reloaded", LIMIT, () -> read(log).contains("\"config reloaded\""));
    assertContains(read(log), "\"applied\":\"" + names(keys, true) + "\"");
    assertContains(read(log), "\"restart_required\":\"" + names(keys, false) + "\"");
  }

  @Test
  void appliesLimitsAndAddressesOfPeers() throws Exception {
    config.with("max_peers", "1").with("advertise_addr", "\"203.0.113.5:4001\"");
    reload();
    assertEquals("203.0.113.5:4001", spore.json("/info").path("advertised_addr").asText());
    try (TestNode second = TestNode.start()) {
      dial(second);
      Await.until("there is no room for it", LIMIT, () -> second.closed() != null);
      config.with("max_peers", "9");
      reload();
      dial(second);
      awaitPeers(2);
    }
  }

  @Test
  void dialsStaticPeersThatAreAddedAndLeavesThoseThatAreRemoved() throws Exception {
    try (TestNode added = TestNode.start()) {
      int port = added.transport().listen(InetAddress.getLoopbackAddress(), 0).port();
      config.with("static_peers", "[\"127.0.0.1:" + port + "\"]");
      reload();
      Await.until("it is dialled", LIMIT, () -> !added.links().isEmpty());
      added.links().getFirst().open(added.receiver());
      awaitPeers(2);
      config.with("static_peers", "[]");
      reload();
      assertEquals(2, spore.json("/info").path("peer_count").asInt());
    }
  }

  @Test
  void movesAndSwitchesTheMonitor() throws IOException {
    int port = moveMonitor();
    assertEquals(200, spore.status("/metrics"));
    config.with(
        "monitor",
        "{\"listen\":\"127.0.0.1:%d\",\"metrics\":false,\"info_public\":false}".formatted(port));
    assertContains(reload(), "applied=monitor.info_public,monitor.metrics ");
    assertEquals(404, spore.status("/metrics"));
    assertEquals(200, spore.status("/info"));
    config.with("monitor", "{\"listen\":\"0.0.0.0:%d\"}".formatted(port));
    assertContains(reload(), "applied=monitor.listen,");
    spore.awaitErr("monitor listening on=0.0.0.0:" + port);
    assertEquals(200, spore.status("/metrics"));
    config.with("monitor", monitor(port, false));
    reload();
    assertThrows(
        IOException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    moveMonitor();
    assertEquals(200, spore.status("/health"));
  }

  @Test
  void changesLevelFormatAndPlaceOfTheLog() throws Exception {
    config.with("log", "{\"level\":\"debug\",\"format\":\"json\"}");
    assertContains(reload(), "\"applied\":\"log.level,log.format\"");
    try (TestNode second = TestNode.start()) {
      dial(second);
      Await.until(
          "debug is heard", LIMIT, () -> spore.err().contains("\"msg\":\"session opened\""));
    }
    Path logs = directory.resolve("logs");
    config.with("log_dir", "\"" + logs + "\"");
    reloaded.hangUp();
    Path diagnostics = logs.resolve("mossspore.log");
    Await.until("it goes there", LIMIT, () -> read(diagnostics).contains("config reloaded"));
    Path events = logs.resolve("events.log");
    Await.until("events too", LIMIT, () -> read(events).contains("\"ConfigReloaded\""));
    assertEquals("rw-r-----", mode(events));
    assertEquals("rwxr-x---", mode(logs));
    String quiet = spore.out();
    Files.move(diagnostics, logs.resolve("mossspore.log.1"));
    Files.move(events, logs.resolve("events.log.1"));
    spore.signal("HUP");
    Await.until("a new file is made", LIMIT, () -> read(diagnostics).contains("nothing new"));
    Await.until("of events too", LIMIT, () -> Files.exists(events));
    assertEquals(quiet, spore.out());
  }

  @Test
  void verboseIsDebug() throws Exception {
    config.with("verbose", "true");
    assertContains(reload(), "applied=verbose ");
    try (TestNode second = TestNode.start()) {
      dial(second);
      Await.until("debug is heard", LIMIT, () -> spore.err().contains("session opened"));
    }
    config.with("verbose", "false");
    reload();
    String said = spore.err();
    try (TestNode third = TestNode.start()) {
      dial(third);
      awaitPeers(2);
    }
    assertEquals(said, spore.err());
  }

  @Test
  void padsTheDataOfSessionsThatBeginAfterwards() throws Exception {
    long before = lengthsOfPongs();
    config.with("transport", "{\"high_throughput\":false}");
    assertContains(reload(), "applied=transport.high_throughput ");
    long padded = lengthsOfPongs();
    assertTrue(before <= 5 && padded >= 10, before + " lengths before, " + padded + " after");
  }

  @Test
  void drainsOnRequest() throws Exception {
    spore.signal("USR1");
    spore.awaitOut("\"DrainStarted\",\"code\":101");
    assertEquals(503, spore.status("/ready"));
    assertEquals("draining", spore.json("/ready").path("reasons").path(0).asText());
    assertEquals(200, spore.status("/health"));
    assertTrue(spore.json("/info").path("draining").asBoolean());
    try (TestNode second = TestNode.start()) {
      dial(second);
      Await.until("nobody new is let in", LIMIT, () -> second.closed() != null);
    }
    assertEquals(1, spore.json("/info").path("peer_count").asInt());
  }

  /** Moves the monitor to a free port, and to another one if somebody was quicker. */
  private int moveMonitor() {
    for (int attempt = 0; attempt < 10; attempt++) {
      int port = SporeProcess.freePort();
      config.with("monitor", monitor(port, true));
      if (reload().contains("config reloaded")) {
        spore.awaitErr("monitor listening on=127.0.0.1:" + port);
        assertEquals(port, spore.monitorPort());
        return port;
      }
    }
    throw new AssertionError("no free port: " + spore.err());
  }

  private Link dial(TestNode from) throws Exception {
    Link link = from.transport().tcp().dial(reloaded.address(), null).get(30, TimeUnit.SECONDS);
    link.open(from.receiver());
    return link;
  }

  /** How many lengths the datagrams have that answer a peer who only pings. */
  private long lengthsOfPongs() throws Exception {
    try (DatagramTap tap = DatagramTap.before(reloaded.address());
        TestNode pinging = TestNode.start()) {
      pinging.transport().listen(InetAddress.getLoopbackAddress(), 0);
      Link link = pinging.transport().udp().dial(tap.address(), null).get(30, TimeUnit.SECONDS);
      link.open(pinging.receiver());
      Await.until("it is let in", LIMIT, () -> !pinging.packets().isEmpty());
      int earlier = tap.lengths().size();
      for (int i = 0; i < 40; i++) {
        int answered = i + 1;
        link.send("{\"type\":\"ping\",\"request_id\":\"00\"}".getBytes(UTF_8));
        Await.until("it is answered", LIMIT, () -> pongs(pinging) == answered);
      }
      return tap.lengths().stream().skip(earlier).distinct().count();
    }
  }

  private static long pongs(TestNode node) {
    return node.packets().stream().filter(packet -> packet.contains("\"pong\"")).count();
  }

  private void awaitPeers(int count) {
    Await.until(
        count + " peers", LIMIT, () -> spore.json("/info").path("peer_count").asInt() == count);
  }

  private String reload() {
    return reloaded.reload();
  }

  private long metric(String name) {
    return reloaded.metric(name);
  }

  private static String names(List<Key<?>> keys, boolean live) {
    return keys.stream()
        .filter(key -> (key.reload() != Reload.RESTART) == live)
        .map(Key::name)
        .collect(Collectors.joining(","));
  }

  private static String monitor(int port, boolean enabled) {
    return "{\"listen\":\"127.0.0.1:%d\",\"enabled\":%s}".formatted(port, enabled);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertContains(String text, String part) {
    assertTrue(text.contains(part), () -> part + " is not in " + text);
  }
}
