package dev.mossspore.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.ctl.testing.Certificates;
import dev.mossspore.ctl.testing.Ctl;
import dev.mossspore.ctl.testing.Samples;
import dev.mossspore.ctl.testing.StubDaemon;
import dev.mossspore.ctl.testing.StubServer;
import dev.mossspore.testkit.Tools;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mutual TLS with right, wrong, expired and absent certificates on either side. */
@Tag("system")
class TlsIT {
  @TempDir Path directory;
  private final StubServer server = new StubServer();
  private Certificates files;
  private int port;

  @BeforeEach
  void start() {
    Tools.requirePrograms("openssl");
    files =
        new Certificates(directory)
            .authority("ca")
            .authority("other")
            .signed("daemon", "ca", 30)
            .signed("stale-daemon", "ca", -1)
            .signed("me", "ca", 30)
            .signed("stranger", "other", 30)
            .signed("stale", "ca", -1);
    port = serve("daemon");
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void letsTheRightOneIn() {
    Ctl.Result result = status("localhost:" + port, "ca", "me");
    assertEquals(0, result.status(), result.err());
    Ctl.Result byEnvironment =
        Ctl.run(
            directory,
            Map.of(
                "SPORECTL_TLS_CA", files.file("ca.pem").toString(),
                "SPORECTL_TLS_CERT", files.file("me.pem").toString(),
                "SPORECTL_TLS_KEY", files.file("me.key").toString()),
            java.util.List.of(),
            "status",
            "--timeout",
            "30s",
            "--host",
            "tls://localhost:" + port);
    assertEquals(0, byEnvironment.status(), byEnvironment.err());
  }

  @Test
  void saysWhyAnotherIsNot() {
    refused(status("localhost:" + port, "ca", "stranger"), "tls_client_refused");
    refused(status("localhost:" + port, "ca", "stale"), "tls_client_expired");
    refused(status("localhost:" + port, "ca", "absent"), "tls_files");
    refused(status("localhost:" + port, "other", "me"), "tls_server_untrusted");
    refused(status("127.0.0.1:" + port, "ca", "me"), "tls_server_name");
    refused(status("localhost:" + serve("stale-daemon"), "ca", "me"), "tls_server_expired");
    Ctl.Result plain = status("localhost:" + server.servePlain(new StubDaemon()), "ca", "me");
    refused(plain, "tls_failed");
    assertTrue(plain.err().contains("speaks no TLS"), plain.err());
    Ctl.Result none = Ctl.run(directory, "status", "--host", "tls://localhost:" + port);
    assertEquals(2, none.status());
    assertTrue(none.err().contains("--tls-ca, the variable SPORECTL_TLS_CA"), none.err());
    Ctl.Result nobody = status("localhost:1", "ca", "me");
    assertEquals(4, nobody.status());
    assertTrue(nobody.err().contains("nobody listens on localhost:1"), nobody.err());
  }

  private int serve(String certificate) {
    return server.serveTls(
        new StubDaemon().state(Samples.state(1)),
        files.file(certificate + ".pem"),
        files.file(certificate + ".key"),
        files.file("ca.pem"));
  }

  private Ctl.Result status(String address, String authority, String client) {
    return Ctl.run(
        directory,
        "status",
        "--timeout",
        "30s",
        "--host",
        "tls://" + address,
        "--tls-ca",
        files.file(authority + ".pem").toString(),
        "--tls-cert",
        files.file(client + ".pem").toString(),
        "--tls-key",
        files.file(client + ".key").toString());
  }

  private static void refused(Ctl.Result result, String code) {
    assertEquals(5, result.status(), code + ": " + result.err());
    assertTrue(result.err().contains("[" + code + "]"), result.err());
  }
}
