package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import dev.mossspore.admin.v1.GetStatusRequest;
import dev.mossspore.admin.v1.ListPeersRequest;
import dev.mossspore.admin.v1.NodeState;
import dev.mossspore.admin.v1.Peer;
import dev.mossspore.admin.v1.ReloadRequest;
import dev.mossspore.admin.v1.ReloadResponse;
import dev.mossspore.admin.v1.WatchEventsRequest;
import dev.mossspore.testing.AdminClient;
import dev.mossspore.testing.SporeProcess;
import dev.mossspore.testing.Subscriber;
import dev.mossspore.testkit.Await;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local admin socket of the launcher's daemon. */
@Tag("system")
class AdminSocketIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path directory;

  @Test
  void answersForTheNodeAndItsPeers() {
    try (SporeProcess spore = start("a.sock");
        AdminClient admin = AdminClient.unix(directory.resolve("a.sock"));
        SporeProcess other =
            SporeProcess.startQuiet(directory, "--config", staticPeer(spore.port()))) {
      NodeState state = admin.calls().getStatus(GetStatusRequest.getDefaultInstance());
      assertEquals("ok", state.getHealth());
      assertEquals(spore.port(), state.getListenPort());
      assertEquals("ephemeral", state.getIdentity());
      assertTrue(state.getResources().getResidentBytes() > 0);
      Await.until("the other is a peer", SOON, () -> !peers(admin).isEmpty());
      Peer peer = peers(admin).getFirst();
      assertEquals(other.json("/info").path("public_key").asText(), peer.getId());
      Await.until("a ping was answered", SOON, () -> peers(admin).getFirst().hasRtt());
      assertTrue(peers(admin).getFirst().getReceivedBytes() > 0);
      assertTrue(peers(admin).getFirst().getSentBytes() > 0);
    }
  }

  @Test
  void isThereWholeWithItsModeAndGoesWithTheDaemon() throws IOException {
    Path socket = directory.resolve("made/admin.sock");
    try (SporeProcess spore = start("made/admin.sock")) {
      assertEquals("rw-rw----", mode(socket));
      assertEquals("rwxr-x---", mode(directory.resolve("made")));
      try (AdminClient admin = AdminClient.unix(socket)) {
        assertTrue(reload(admin).getAccepted());
      }
      spore.awaitErr("audit: call method=Reload caller=unix:");
      spore.signal("TERM");
      assertEquals(0, spore.awaitEnd());
      assertFalse(Files.exists(socket), "no socket without a daemon");
    }
  }

  @Test
  void refusesWhatIsNoRequest() {
    try (SporeProcess spore = start("a.sock");
        AdminClient admin = AdminClient.unix(directory.resolve("a.sock"))) {
      assertRefused(admin, "since", since(Long.MAX_VALUE, 0));
      assertRefused(admin, "since", since(0, -1));
      assertRefused(admin, "since", since(0, 1_000_000_000));
      assertRefused(admin, "at_least", WatchEventsRequest.newBuilder().setAtLeastValue(99));
      assertRefused(admin, "peers", WatchEventsRequest.newBuilder().addPeers("A".repeat(64)));
      assertRefused(
          admin,
          "64",
          WatchEventsRequest.newBuilder().addAllTypes(Collections.nCopies(65, "PeerJoined")));
      var first = since(-62_135_596_800L, 999_999_999).build();
      assertTrue(admin.calls().watchEvents(first).next().hasStream());
      // Told after all that the calls before could have led to.
      assertTrue(reload(admin).getAccepted());
      spore.awaitErr("audit: call method=Reload");
      assertFalse(spore.err().contains("call failed"), spore.err());
    }
  }

  @Test
  void tellsThoseWhoFollowThatItStops() {
    try (SporeProcess spore = start("a.sock");
        AdminClient admin = AdminClient.unix(directory.resolve("a.sock"))) {
      Subscriber subscriber = Subscriber.brisk(admin, "");
      Await.until("it follows", SOON, subscriber::begun);
      spore.signal("TERM");
      assertEquals(0, spore.awaitEnd());
      Await.until("the stream has ended", SOON, () -> subscriber.failure() != null);
      StatusRuntimeException failure =
          assertInstanceOf(StatusRuntimeException.class, subscriber.failure());
      assertEquals("stopping", AdminClient.code(failure), failure.toString());
    }
  }

  @Test
  void replacesASocketThatADeadDaemonLeftAndNeverALivingOne() throws IOException {
    Path socket = directory.resolve("a.sock");
    try (SporeProcess first = start("a.sock")) {
      first.signal("KILL");
      first.awaitEnd();
    }
    assertTrue(Files.exists(socket), "the dead one left it");
    try (SporeProcess second = start("a.sock");
        SporeProcess third = launch(Map.of("MOSSSPORE_ADMIN_SOCKET", socket.toString()))) {
      assertEquals(1, third.awaitEnd());
      assertEquals(
          "fatal: admin.socket %s: in use by another daemon".formatted(socket), third.lastLine());
      try (AdminClient admin = AdminClient.unix(socket)) {
        assertEquals(
            second.port(),
            admin.calls().getStatus(GetStatusRequest.getDefaultInstance()).getListenPort());
      }
    }
    Files.writeString(socket, "precious");
    try (SporeProcess fourth = launch(Map.of("MOSSSPORE_ADMIN_SOCKET", socket.toString()))) {
      assertEquals(1, fourth.awaitEnd());
      assertEquals("precious", Files.readString(socket));
    }
  }

  @Test
  void endsTheStartWhereAConfiguredSocketOrGroupIsUnusable() {
    Path file = directory.resolve("file");
    try {
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    try (SporeProcess spore =
        launch(Map.of("MOSSSPORE_ADMIN_SOCKET", file.resolve("admin.sock").toString()))) {
      assertEquals(1, spore.awaitEnd());
      assertTrue(spore.lastLine().startsWith("fatal: admin.socket " + file), spore.lastLine());
    }
    Map<String, String> group = new HashMap<>();
    group.put("MOSSSPORE_ADMIN_SOCKET", directory.resolve("b.sock").toString());
    group.put("MOSSSPORE_ADMIN_SOCKET_GROUP", "no-such-group");
    try (SporeProcess spore = launch(group)) {
      assertEquals(1, spore.awaitEnd());
      assertEquals("fatal: admin.socket_group no-such-group: no such group", spore.lastLine());
    }
  }

  private SporeProcess start(String socket) {
    SporeProcess spore =
        launch(Map.of("MOSSSPORE_ADMIN_SOCKET", directory.resolve(socket).toString()));
    spore.awaitUp();
    return spore;
  }

  private SporeProcess launch(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(SporeProcess.quiet());
    environment.put("MOSSSPORE_ADMIN_ENABLED", "true");
    environment.putAll(more);
    return SporeProcess.start(
        directory, environment, "--listen-host", "127.0.0.1", "--monitor-listen", "127.0.0.1:0");
  }

  private static WatchEventsRequest.Builder since(long seconds, int nanos) {
    return WatchEventsRequest.newBuilder()
        .setSince(Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos));
  }

  private static void assertRefused(
      AdminClient admin, String named, WatchEventsRequest.Builder request) {
    StatusRuntimeException failure =
        assertThrows(
            StatusRuntimeException.class, () -> admin.calls().watchEvents(request.build()).next());
    assertEquals("bad_request", AdminClient.code(failure), failure.toString());
    assertTrue(failure.toString().contains(named), failure.toString());
  }

  private String staticPeer(int port) {
    try {
      Path config = Files.createTempFile(directory, "config", ".json");
      Files.writeString(config, "{\"static_peers\":[\"127.0.0.1:%d\"]}".formatted(port));
      return config.toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<Peer> peers(AdminClient admin) {
    java.util.ArrayList<Peer> peers = new java.util.ArrayList<>();
    admin.calls().listPeers(ListPeersRequest.getDefaultInstance()).forEachRemaining(peers::add);
    return peers;
  }

  private static ReloadResponse reload(AdminClient admin) {
    return admin.calls().reload(ReloadRequest.getDefaultInstance());
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
