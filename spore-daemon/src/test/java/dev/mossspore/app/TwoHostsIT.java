package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.testing.Hosts;
import dev.mossspore.testing.SporeProcess;
import dev.mossspore.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two spores on two hosts, one with the other as static peer. */
@Tag("root")
class TwoHostsIT {
  private static final Duration DIAL = Duration.ofSeconds(20);

  @TempDir Path directory;
  private final List<SporeProcess> spores = new ArrayList<>();
  private final Hosts hosts = Hosts.up();

  @AfterEach
  void down() {
    spores.forEach(SporeProcess::close);
    hosts.close();
  }

  @Test
  void meetOverTcp() {
    SporeProcess b = start("b", "");
    SporeProcess a = start("a", Hosts.B + ":4001");
    awaitPeers(a, b, 1);
    a.awaitErr("carrier=TCP outbound=true");
  }

  @Test
  void meetOverUdpWhereTcpIsBlocked() {
    hosts.blockTcp("b");
    SporeProcess b = start("b", "");
    SporeProcess a = start("a", Hosts.B + ":4001");
    awaitPeers(a, b, 1);
    a.awaitErr("carrier=UDP outbound=true");
    a.awaitErr("first ping answered");
    b.awaitErr("first ping answered");
  }

  @Test
  void meetAgainAfterOneWasAway() {
    SporeProcess b = start("b", "");
    SporeProcess a = start("a", Hosts.B + ":4001");
    awaitPeers(a, b, 1);
    b.signal("TERM");
    assertEquals(0, b.awaitEnd());
    Await.until("the peer is gone", DIAL, () -> count(a, "PeerLeft") == 1);
    SporeProcess again = start("b", "");
    Await.until("the peer is back", DIAL, () -> count(a, "PeerJoined") == 2);
    Await.until("the other one sees it too", DIAL, () -> count(again, "PeerJoined") == 1);
  }

  private SporeProcess start(String host, String staticPeers) {
    Map<String, String> environment = new HashMap<>(SporeProcess.quiet());
    environment.put("MOSSSPORE_STATIC_PEERS", staticPeers.isEmpty() ? "[]" : staticPeers);
    List<String> command =
        hosts.on(
            host,
            SporeProcess.LAUNCHER.toString(),
            "--listen-port",
            "4001",
            "--monitor-listen",
            "127.0.0.1:0",
            "--identity-path",
            directory.resolve(host + ".key").toString(),
            "-v");
    SporeProcess spore = SporeProcess.start(directory, environment, command);
    spores.add(spore);
    spore.awaitErr("node started");
    return spore;
  }

  private static void awaitPeers(SporeProcess a, SporeProcess b, long count) {
    Await.until(
        () -> "both know each other; a said " + a.err(),
        DIAL,
        () -> count(a, "PeerJoined") == count && count(b, "PeerJoined") == count);
  }

  private static long count(SporeProcess spore, String event) {
    return spore.out().lines().filter(line -> line.contains("\"" + event + "\"")).count();
  }
}
