package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.admin.v1.GetStatusRequest;
import dev.mossspore.admin.v1.ReloadRequest;
import dev.mossspore.testing.AdminClient;
import dev.mossspore.testing.Await;
import dev.mossspore.testing.Pki;
import dev.mossspore.testing.SporeProcess;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The admin API over TCP: by token on this host, by certificate from others. */
@Tag("system")
class AdminRemoteIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration VALID = Duration.ofDays(1);
  private static final String VIEW = "v".repeat(40);
  private static final String OPERATE = "o".repeat(40);

  @TempDir private Path directory;

  @Test
  void aTokenSaysWhatItsBearerMayDo() throws IOException {
    Path tokens = directory.resolve("tokens");
    Files.createFile(
        tokens, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(tokens, "view " + VIEW + "\n");
    int port = SporeProcess.freePort();
    try (SporeProcess spore =
            start(
                Map.of(
                    "MOSSSPORE_ADMIN_TCP_LISTEN",
                    "127.0.0.1:" + port,
                    "MOSSSPORE_ADMIN_TCP_TOKEN_FILE",
                    tokens.toString()));
        AdminClient client = AdminClient.tcp(port)) {
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
      assertTrue(
          spore.err().contains("audit: call method=Reload caller=\"tcp:token in line 3\""),
          spore.err());

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
    int port = SporeProcess.freePort();
    Path ca = pki.certificate(directory);
    try (SporeProcess spore = start(tls(port, server, ca))) {
      assertEquals("ok", status(port, client(ca, pki.issue(directory, "bob", VALID))));
      try (AdminClient bob = AdminClient.tls(port, client(ca, pki.issue(directory, "bob", VALID)));
          AdminClient alice =
              AdminClient.tls(port, client(ca, pki.issue(directory, "alice", VALID)))) {
        StatusRuntimeException failure =
            assertThrows(
                StatusRuntimeException.class,
                () -> bob.calls().reload(ReloadRequest.getDefaultInstance()));
        assertEquals(Status.Code.PERMISSION_DENIED, failure.getStatus().getCode());
        assertEquals("role_too_low", AdminClient.code(failure));
        assertTrue(alice.calls().reload(ReloadRequest.getDefaultInstance()).getAccepted());
        assertTrue(spore.err().contains("caller=tls:alice"), spore.err());
      }
      Pki strangers = new Pki("strangers");
      refusedAtTheDoor(port, client(ca, strangers.issue(directory, "alice", VALID)));
      refusedAtTheDoor(port, client(ca, pki.issue(directory, "alice", Duration.ofHours(-1))));
      refusedAtTheDoor(port, client(ca, null));
      Await.until(
          "the refused ones are counted",
          SOON,
          // At least: of TLS 1.3 a client may hear of its refusal after its first call, and then
          // tries that call again on another connection.
          () -> spore.metric("admin_connections_refused_total{reason=\"handshake_failed\"}") >= 3);

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
      assertEquals("ok", status(port, client(ca, alice)), "the former stay in use");
      replace(renewed.key(), server.key());
      Await.until(
          "the new certificate is served",
          SOON,
          () -> status(port, client(nextCa, alice)).equals("ok"));
    }
  }

  @Test
  void aCertificateThatCannotBeServedEndsTheStart() {
    Pki pki = new Pki("operators");
    Pki.Issued server = pki.issue(directory, "spore", VALID);
    Pki.Issued other = pki.issue(directory, "other", VALID);
    Path ca = pki.certificate(directory);
    try (SporeProcess spore =
        launch(
            tls(SporeProcess.freePort(), new Pki.Issued(server.certificate(), other.key()), ca))) {
      assertEquals(1, spore.awaitEnd());
      assertEquals(
          "fatal: admin.tls: %s is not the key of %s".formatted(other.key(), server.certificate()),
          spore.lastLine());
    }
  }

  private static Map<String, String> tls(int port, Pki.Issued server, Path ca) {
    return Map.of(
        "MOSSSPORE_ADMIN_TLS_LISTEN", "127.0.0.1:" + port,
        "MOSSSPORE_ADMIN_TLS_CERT", server.certificate().toString(),
        "MOSSSPORE_ADMIN_TLS_KEY", server.key().toString(),
        "MOSSSPORE_ADMIN_TLS_CLIENT_CA", ca.toString(),
        "MOSSSPORE_ADMIN_TLS_OPERATORS", "alice, carol");
  }

  private static SslContext client(Path ca, Pki.@Nullable Issued own) {
    try {
      SslContextBuilder builder =
          GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
              .trustManager(ca.toFile());
      if (own != null) {
        builder.keyManager(own.certificate().toFile(), own.key().toFile());
      }
      return builder.build();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
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
