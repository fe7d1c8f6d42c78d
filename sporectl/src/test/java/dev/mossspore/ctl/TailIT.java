package dev.mossspore.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.admin.v1.Severity;
import dev.mossspore.admin.v1.WatchEventsRequest;
import dev.mossspore.ctl.testing.Ctl;
import dev.mossspore.ctl.testing.StubDaemon;
import dev.mossspore.ctl.testing.StubEvents;
import dev.mossspore.ctl.testing.StubServer;
import dev.mossspore.ctl.tree.JsonText;
import dev.mossspore.testkit.Await;
import io.grpc.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tail} over hosts whose clocks are off, which break and restart. */
@Tag("system")
class TailIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path directory;
  private final StubServer server = new StubServer();
  private final StubEvents a = new StubEvents("run-a", Duration.ZERO);
  private final StubEvents b = new StubEvents("run-b", Duration.ofSeconds(90));
  private final StubEvents c = new StubEvents("run-c", Duration.ofSeconds(-45));
  private final StubDaemon daemonA = new StubDaemon().events(a);
  private Server serverB;

  @BeforeEach
  void start() {
    server.serve(socket("a"), daemonA);
    serverB = server.serve(socket("b"), new StubDaemon().events(b));
    server.serve(socket("c"), new StubDaemon().events(c));
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void showsThePastOfAllHostsInOneOrder() {
    Instant now = Instant.now();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      // Far enough apart that half the time of a slow answer changes no order.
      ring(i).happen(now.minusSeconds(600 - 5L * i), "E" + i, "");
      expected.add("E" + i);
    }
    Ctl.Result result = Ctl.run(directory, tail("--since", "1h", "--no-follow"));
    assertEquals(0, result.status(), result.err());
    assertEquals(expected, types(result.out()));
  }

  @Test
  void followsLive() {
    try (Ctl tail = start(tail())) {
      awaitFollowers();
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        ring(i).happen(Instant.now(), "E" + i, "");
        expected.add("E" + i);
        int shown = i + 1;
        Await.until("it is shown", LIMIT, () -> types(tail.out()).size() == shown);
      }
      a.drop(7, "slow_subscriber");
      Await.until(
          "the gap is shown",
          LIMIT,
          () -> tail.out().contains("\"dropped\":7,\"reason\":\"slow_subscriber\""));
      tail.signal("INT");
      assertEquals(130, tail.end().status());
      assertEquals(expected, types(tail.out()));
    }
  }

  @Test
  void endsInTime() {
    Ctl.Result result = Ctl.run(directory, tail("--for", "1s"));
    assertEquals(0, result.status(), result.err());
  }

  @Test
  void saysThatAHostIsGone() {
    try (Ctl tail = start(tail("--for", "20s"))) {
      awaitFollowers();
      stop(serverB);
      b.breakStreams();
      Await.until("it is said", LIMIT, () -> tail.out().contains("\"kind\":\"broke\""));
      Ctl.Result result = tail.end();
      assertEquals(3, result.status(), result.out());
      assertEquals("", result.err());
    }
  }

  @Test
  void survivesWhatMakesNoSense() {
    b.happen(Instant.now(), "sane", "");
    a.happen(Instant.ofEpochSecond(1L << 50), "senseless", "");
    Ctl.Result result = Ctl.run(directory, tail("--since", "1h", "--no-follow"));
    assertEquals(3, result.status(), result.err());
    assertEquals(List.of("sane"), types(result.out()));
    assertTrue(result.out().contains("\"error_code\":\"bad_answer\""), result.out());
  }

  @Test
  void hasTheDaemonSortOutWhatIsNotWanted() {
    Ctl.run(
        directory,
        "tail",
        "--host",
        "unix:" + socket("a"),
        "--timeout",
        "30s",
        "--no-follow",
        "--type",
        "PeerJoined,PeerLeft",
        "--peer",
        "3F9C01AB",
        "--session",
        "00112233",
        "--severity",
        "warning",
        "--since",
        "10m");
    WatchEventsRequest request = daemonA.watched().getFirst();
    assertEquals(List.of("PeerJoined", "PeerLeft"), List.copyOf(request.getTypesList()));
    assertEquals(List.of("3f9c01ab"), List.copyOf(request.getPeersList()));
    assertEquals(List.of("00112233"), List.copyOf(request.getSessionsList()));
    assertEquals(Severity.SEVERITY_WARNING, request.getAtLeast());
    long ago = Instant.now().getEpochSecond() - request.getSince().getSeconds();
    assertTrue(ago >= 600 && ago < 700, "asked for " + ago + " s ago");
  }

  @Test
  void missesNothingOverBreaksAndRestarts() {
    try (Ctl tail = start(tail("--since", "1h"))) {
      b.happen(Instant.now(), "before", "");
      awaitFollowers();
      Await.until("it is shown", LIMIT, () -> types(tail.out()).contains("before"));
      stop(serverB);
      b.breakStreams();
      b.happen(Instant.now(), "while-away", "");
      serverB = server.serve(socket("b"), new StubDaemon().events(b));
      Await.until(
          "it is shown; it said " + tail.out(),
          LIMIT,
          () -> types(tail.out()).contains("while-away"));
      // The daemon is killed; its successor has a ring of its own.
      stop(serverB);
      b.breakStreams();
      StubEvents next = new StubEvents("run-b2", Duration.ZERO);
      next.happen(Instant.now(), "started", "");
      serverB = server.serve(socket("b"), new StubDaemon().events(next));
      Await.until("it is shown", LIMIT, () -> types(tail.out()).contains("started"));
      next.happen(Instant.now(), "after", "");
      Await.until("it is shown", LIMIT, () -> types(tail.out()).contains("after"));
      assertEquals(List.of("before", "while-away", "started", "after"), types(tail.out()));
      Await.until("it is said", LIMIT, () -> tail.out().contains("\"reason\":\"restarted\""));
      tail.signal("INT");
      assertEquals(130, tail.end().status());
    }
  }

  @Test
  void endsAtOnceWhereNobodyIs() {
    Ctl.Result result = Ctl.run(directory, "tail", "--host", "unix:" + socket("nobody"));
    assertEquals(4, result.status());
    assertTrue(result.err().contains("[socket_missing]"), result.err());
  }

  /** A server that ends takes its socket file away, whoever has bound it meanwhile. */
  private static void stop(Server server) {
    try {
      assertTrue(server.shutdownNow().awaitTermination(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private StubEvents ring(int number) {
    return List.of(a, b, c).get(number % 3);
  }

  private void awaitFollowers() {
    Await.until(
        "all are followed",
        LIMIT,
        () -> a.followers() == 1 && b.followers() == 1 && c.followers() == 1);
  }

  private Ctl start(String... arguments) {
    return Ctl.start(directory, Map.of(), List.of(), arguments);
  }

  private String[] tail(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "tail",
                "-o",
                "jsonl",
                "--timeout",
                "30s",
                "--host",
                "unix:%s,unix:%s,unix:%s".formatted(socket("a"), socket("b"), socket("c"))));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private Path socket(String host) {
    return directory.resolve(host + ".sock");
  }

  private static List<String> types(String out) {
    List<String> types = new ArrayList<>();
    // The last line may be half written.
    String whole = out.substring(0, out.lastIndexOf('\n') + 1);
    whole
        .lines()
        .forEach(
            line -> {
              if (JsonText.read(line) instanceof Map<?, ?> item
                  && item.get("event") instanceof Map<?, ?> event) {
                types.add(String.valueOf(event.get("type")));
              }
            });
    return types;
  }
}
