package dev.mossspore.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.ctl.testing.Ctl;
import dev.mossspore.ctl.testing.Spore;
import dev.mossspore.ctl.tree.JsonText;
import dev.mossspore.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both launchers of the build: three real daemons, asked by the real command. */
@Tag("system")
class DaemonsIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path directory;
  private Spore a;
  private Spore b;
  private Spore c;

  @BeforeEach
  void start() throws IOException {
    Spore.require();
    a = Spore.start(directory.resolve("a"), "{\"max_peers\": 50}");
    b = Spore.start(directory.resolve("b"), "{\"max_peers\": 50}");
    c = Spore.start(directory.resolve("c"), "{\"max_peers\": 60}");
    Files.writeString(
        directory.resolve("hosts.ini"), "[fleet]\n" + host("a", a) + host("b", b) + host("c", c));
  }

  @AfterEach
  void end() {
    for (Spore spore : new Spore[] {a, b, c}) {
      if (spore != null) {
        spore.close();
      }
    }
  }

  @Test
  void asksEachCommandOfTheDaemons() throws IOException {
    for (String command :
        List.of("status", "peers", "sessions", "netcheck", "config show", "config check")) {
      Ctl.Result result = ctl(command, "-l", "all", "-o", "json");
      assertEquals(0, result.status(), command + ": " + result.err() + result.out());
    }
    Ctl.Result doctor = ctl("doctor", "-l", "a", "-o", "json");
    assertTrue(doctor.status() <= 1, doctor.err());
    Path other =
        Files.writeString(
            directory.resolve("other.ini"),
            host("stranger", a).strip() + " sporectl_public_key=" + "0".repeat(64) + "\n");
    Ctl.Result foreign =
        Ctl.run(
            directory,
            "doctor",
            "-i",
            other.toString(),
            "-l",
            "stranger",
            "--timeout",
            "30s",
            "-o",
            "csv");
    assertEquals(1, foreign.status(), foreign.err());
    assertTrue(foreign.out().contains(",host_foreign,error,stranger,"), foreign.out());
    Ctl.Result why = ctl("why 0123456789abcdef", "-l", "all");
    assertEquals(3, why.status(), why.err());
    assertTrue(why.err().contains("[peer_not_found]"), why.err());

    Ctl.Result drift = ctl("config diff", "-l", "all", "-o", "csv", "--ignore", "admin");
    assertEquals(1, drift.status(), drift.err());
    assertTrue(drift.out().contains("c,ok,"), drift.out());
    assertTrue(drift.out().contains(",max_peers,60,50,"), drift.out());

    Files.writeString(c.config(), "{\"max_peers\": 70, \"listen_port\": 4999}");
    Ctl.Result reload = ctl("reload", "-l", "c", "-o", "json");
    assertEquals(0, reload.status(), reload.err());
    assertTrue(reload.out().contains("\"max_peers\""), reload.out());
    assertTrue(reload.out().contains("\"listen_port\""), reload.out());
    Files.writeString(c.config(), "{\"max_peers\": -1}");
    Ctl.Result refused = ctl("reload", "-l", "c");
    assertEquals(1, refused.status(), refused.err());
    assertTrue(refused.out().contains("max_peers"), refused.out());
    Ctl.Result kept = ctl("config show max_peers", "-l", "c", "-o", "csv");
    assertTrue(kept.out().contains(",max_peers,70,"), kept.out());
  }

  @Test
  void tellsLiveDeadAndFrozenDaemonsApart() {
    b.signal("STOP");
    c.signal("KILL");
    Ctl.Result result = ctl("status", "-l", "all", "-o", "csv", "--timeout", "15s");
    assertEquals(3, result.status(), result.err());
    assertTrue(result.out().contains("\na,ok,"), result.out());
    assertTrue(result.out().contains("\nb,timed_out,"), result.out());
    assertTrue(result.out().contains("\nc,unreachable,"), result.out());
    // The dead one is known to be dead before its time is over, if it is long enough for that.
    assertEquals(4, ctl("status", "-l", "b:c", "--timeout", "10s").status());
  }

  @Test
  void followsEventsOverARestart() throws IOException {
    try (Ctl tail =
        Ctl.start(
            directory,
            Map.of(),
            List.of(),
            // The first event may come before it has subscribed.
            arguments("tail", "-l", "all", "--since", "1h", "-o", "jsonl"))) {
      reload(a, 51);
      Await.until("an event of a", LIMIT, () -> reloads(tail.out(), "a") >= 1);
      reload(b, 51);
      Await.until("an event of b", LIMIT, () -> reloads(tail.out(), "b") >= 1);
      a.restart();
      reload(a, 52);
      Await.until(
          "an event of its successor; it says " + tail.err() + tail.out(),
          LIMIT,
          () -> reloads(tail.out(), "a") >= 2);
      Await.until("it is said", LIMIT, () -> tail.out().contains("\"reason\":\"restarted\""));
    }
    Ctl.Result past =
        ctl(
            "tail",
            "-l",
            "all",
            "--since",
            "1h",
            "--no-follow",
            "--type",
            "ConfigReloaded",
            "-o",
            "jsonl");
    assertEquals(0, past.status(), past.err());
    assertEquals(1, reloads(past.out(), "b"), past.out());
  }

  private void reload(Spore spore, int maxPeers) throws IOException {
    Files.writeString(spore.config(), "{\"max_peers\": %d}".formatted(maxPeers));
    String name = spore == a ? "a" : "b";
    Ctl.Result result = ctl("reload", "-l", name);
    assertEquals(0, result.status(), result.err());
  }

  private static long reloads(String out, String host) {
    String whole = out.substring(0, out.lastIndexOf('\n') + 1);
    return whole
        .lines()
        .filter(
            line ->
                JsonText.read(line) instanceof Map<?, ?> item
                    && host.equals(item.get("host"))
                    && item.get("event") instanceof Map<?, ?> event
                    && "ConfigReloaded".equals(event.get("type")))
        .count();
  }

  private Ctl.Result ctl(String command, String... more) {
    return Ctl.run(directory, arguments(command, more));
  }

  private String[] arguments(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ", -1)));
    arguments.addAll(List.of("-i", directory.resolve("hosts.ini").toString(), "--timeout", "30s"));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private static String host(String name, Spore spore) {
    return "%s sporectl_endpoint=unix:%s\n".formatted(name, spore.socket());
  }
}
