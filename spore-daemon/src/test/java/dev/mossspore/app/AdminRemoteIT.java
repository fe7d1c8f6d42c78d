package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.admin.v1.GetStatusRequest;
import dev.mossspore.admin.v1.ReloadRequest;
import dev.mossspore.testing.AdminClient;
import dev.mossspore.testing.AdminTls;
import dev.mossspore.testing.Pki;
import dev.mossspore.testing.SporeProcess;
import dev.mossspore.testkit.Await;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The admin API over TCP: by token on this host, by certificate from others. */
@Tag("system")
class AdminRemoteIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration VALID = Duration.ofDays(1);

  /** Connections that are let in, more than the refused ones can be with all their tries. */
  private static final int GOOD = 20;

  private static final String VIEW = "v".repeat(40);
  private static final String OPERATE = "o".repeat(40);

  @TempDir private Path directory;

  @Test
  void aTokenSaysWhatItsBearerMayDo() throws IOException {
    Path tokens = directory.resolve("tokens");
    Files.createFile(
        tokens, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(tokens, "view " + VIEW + "\n");
    try (SporeProcess spore =
            start(
                Map.of(
                    "MOSSSPORE_ADMIN_TCP_LISTEN",
                    "127.0.0.1:0",
                    "MOSSSPORE_ADMIN_TCP_TOKEN_FILE",
                    tokens.toString()));
        AdminClient client = AdminClient.tcp(spore.adminPort("tcp"))) {
      assertEquals(
          "ok", client.calls(VIEW).getStatus(GetStatusRequest.getDefaultInstance()).getHealth());
      assertEquals("role_too_low", refused(() -> reload(client, VIEW)));
      assertEquals(
          "token_missing",
          refused(() -> client.calls().getStatus(GetStatusRequest.getDefaultInstance())));
      assertEquals("token_unknown", refused(() -> reload(client, OPERATE)));
      assertEquals(
          ServingStatus.SERVING,
          HealthGrpc.newBlockingStub(client.channel())
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus(),
          "health asks for nothing");

      Files.writeString(tokens, "# changed\nview " + VIEW + "\noperate " + OPERATE + "\n");
      reload(client, OPERATE);
      spore.awaitErr("audit: call method=Reload caller=\"tcp:token in line 3\"");

      Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-r--r--"));
      Files.writeString(tokens, "operate " + OPERATE + "\n");
      assertEquals("token_file_unusable", refused(() -> reload(client, OPERATE)));
      assertTrue(
          spore.text("/metrics").contains("admin_calls_refused_total{reason=\"token_missing\"} 1"));
    }
  }

  @Test
  void aTokenIsForThisHostAlone() {
    try (SporeProcess spore = launch(Map.of("MOSSSPORE_ADMIN_TCP_LISTEN", "0.0.0.0:9802"))) {
      assertEquals(78, spore.awaitEnd());
      assertTrue(spore.err().contains("admin.tcp.listen: must be a loopback address"));
      assertTrue(spore.err().contains("admin.tcp.token_file: is required"));
    }
  }

  @Test
  void onlyCertificatesOfTheAuthorityGetIn() throws IOException {
    Pki pki = new Pki("operators");
    Pki.Issued server = pki.issue(directory, "spore", VALID);
    Path ca = pki.certificate(directory);
    try (SporeProcess spore = start(AdminTls.environment(server, ca))) {
      int port = spore.adminPort("tls");
      SslContext view = AdminTls.client(ca, pki.issue(directory, "bob", VALID));
      for (int i = 0; i < GOOD; i++) {
        assertEquals("ok", status(port, view));
      }
      try (AdminClient bob =
              AdminClient.tls(port, AdminTls.client(ca, pki.issue(directory, "bob", VALID)));
          AdminClient alice =
              AdminClient.tls(port, AdminTls.client(ca, pki.issue(directory, "alice", VALID)))) {
        StatusRuntimeException failure =
            assertThrows(
                StatusRuntimeException.class,
                () -> bob.calls().reload(ReloadRequest.getDefaultInstance()));
        assertEquals(Status.Code.PERMISSION_DENIED, failure.getStatus().getCode());
        assertEquals("role_too_low", AdminClient.code(failure));
        assertTrue(alice.calls().reload(ReloadRequest.getDefaultInstance()).getAccepted());
        spore.awaitErr("caller=tls:alice");
      }
      Pki strangers = new Pki("strangers");
      refusedAtTheDoor(port, AdminTls.client(ca, strangers.issue(directory, "alice", VALID)));
      refusedAtTheDoor(
          port, AdminTls.client(ca, pki.issue(directory, "alice", Duration.ofHours(-1))));
      refusedAtTheDoor(port, AdminTls.client(ca, null));
      Await.until("the refused ones are counted", SOON, () -> handshakesFailed(spore) >= 3);
      // More than three: with TLS 1.3 a client may hear of its refusal after its first call, and
      // then tries that call again on another connection. But none of those that were let in.
      assertTrue(handshakesFailed(spore) < GOOD, () -> handshakesFailed(spore) + " are counted");

      // A new certificate takes effect without a restart, once both of its files are there.
      Pki next = new Pki("next");
      Pki.Issued renewed = next.issue(directory, "spore", VALID);
      Path nextCa = next.certificate(directory);
      Pki.Issued alice = pki.issue(directory, "alice", VALID);
      replace(renewed.certificate(), server.certificate());
      Await.until(
          "half a change is complained of",
          SOON,
          () -> spore.err().contains("certificates of the admin API cannot be used"));
      assertEquals("ok", status(port, AdminTls.client(ca, alice)), "the former stay in use");
      replace(renewed.key(), server.key());
      Await.until(
          "the new certificate is served",
          SOON,
          () -> status(port, AdminTls.client(nextCa, alice)).equals("ok"));
    }
  }

  @Test
  void aCertificateThatCannotBeServedEndsTheStart() {
    Pki pki = new Pki("operators");
    Pki.Issued server = pki.issue(directory, "spore", VALID);
    Pki.Issued other = pki.issue(directory, "other", VALID);
    Path ca = pki.certificate(directory);
    try (SporeProcess spore =
        launch(AdminTls.environment(new Pki.Issued(server.certificate(), other.key()), ca))) {
      assertEquals(1, spore.awaitEnd());
      assertEquals(
          "fatal: admin.tls: %s is not the key of %s".formatted(other.key(), server.certificate()),
          spore.lastLine());
    }
  }

  /** The health it tells, or how it fails. */
  private static String status(int port, SslContext context) {
    try (AdminClient client = AdminClient.tls(port, context)) {
      return client.calls().getStatus(GetStatusRequest.getDefaultInstance()).getHealth();
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode().name();
    }
  }

  private static long handshakesFailed(SporeProcess spore) {
    return spore.metric("admin_connections_refused_total{reason=\"handshake_failed\"}");
  }

  private static void refusedAtTheDoor(int port, SslContext context) {
    assertEquals("UNAVAILABLE", status(port, context));
  }

  private static void reload(AdminClient client, String token) {
    assertTrue(client.calls(token).reload(ReloadRequest.getDefaultInstance()).getAccepted());
  }

  private static String refused(Runnable call) {
    return AdminClient.code(assertThrows(StatusRuntimeException.class, call::run));
  }

  private static void replace(Path with, Path target) throws IOException {
    Files.move(with, target, StandardCopyOption.ATOMIC_MOVE);
    Files.setLastModifiedTime(
        target, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 60_000));
  }

  private SporeProcess start(Map<String, String> more) {
    SporeProcess spore = launch(more);
    spore.awaitUp();
    return spore;
  }

  private SporeProcess launch(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(SporeProcess.quiet());
    environment.put("MOSSSPORE_ADMIN_ENABLED", "true");
    environment.put("MOSSSPORE_ADMIN_SOCKET", directory.resolve("admin.sock").toString());
    environment.putAll(more);
    return SporeProcess.start(
        directory, environment, "--listen-host", "127.0.0.1", "--monitor-listen", "127.0.0.1:0");
  }
}
