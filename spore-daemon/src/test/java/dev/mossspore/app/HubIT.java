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

/** Spores on hosts of their own that know one of them find all the others, and keep them. */
@Tag("root")
class HubIT {
  private static final int SPORES = 8;
  private static final String HUB = "a";
  private static final String DIRECT_PEERS = "peers{path=\"direct\"}";
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration MEET = Duration.ofSeconds(60);

  /** Each peer is pinged at once and every 15 s. */
  private static final int PINGS = 3;

  private static final Duration PINGED = Duration.ofSeconds(60);

  @TempDir Path directory;
  private final Hosts hosts = Hosts.up(SPORES);
  private final List<SporeProcess> spores = new ArrayList<>();

  @AfterEach
  void down() {
    spores.forEach(SporeProcess::close);
    hosts.close();
  }

  @Test
  void whoKnowsOneMeetsAllAndLosesNobody() {
    hosts.names().forEach(this::start);
    for (String host : hosts.names()) {
      Await.until("all are met", MEET, () -> figure(host, DIRECT_PEERS) == SPORES - 1);
    }
    // Two that dial each other at once may lose one session before they have the other.
    List<Long> leftMeeting = left();
    for (String host : hosts.names()) {
      Await.until(
          "all are pinged again",
          PINGED,
          () -> figure(host, "envelopes_in_total{type=\"pong\"}") >= PINGS * (SPORES - 1));
      assertEquals(0, figure(host, "pings_missed_total"));
      assertEquals(SPORES - 1, figure(host, DIRECT_PEERS));
    }
    assertEquals(leftMeeting, left());
  }

  private void start(String host) {
    Map<String, String> environment = new HashMap<>(SporeProcess.quiet());
    environment.put(
        "MOSSSPORE_STATIC_PEERS", host.equals(HUB) ? "[]" : Hosts.address(HUB) + ":4001");
    List<String> command =
        hosts.on(
            host,
            SporeProcess.LAUNCHER.toString(),
            "--listen-port",
            "4001",
            "--monitor-listen",
            "127.0.0.1:9800",
            "--identity-path",
            directory.resolve(host + ".key").toString());
    SporeProcess spore = SporeProcess.start(directory, environment, command);
    spores.add(spore);
    Await.until("it is up", START, () -> spore.err().contains("node started"));
  }

  private long figure(String host, String name) {
    return hosts
        .ask(host, "curl", "-s", "http://127.0.0.1:9800/metrics")
        .lines()
        .filter(line -> line.startsWith("mossspore_" + name + " "))
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(-1);
  }

  /** How many peers each spore has seen leave. */
  private List<Long> left() {
    return spores.stream()
        .map(spore -> spore.out().lines().filter(line -> line.contains("PeerLeft")).count())
        .toList();
  }
}
