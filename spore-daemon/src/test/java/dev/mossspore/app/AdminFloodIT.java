package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.admin.v1.GetStatusRequest;
import dev.mossspore.testing.AdminClient;
import dev.mossspore.testing.AdminTls;
import dev.mossspore.testing.Pki;
import dev.mossspore.testing.SporeProcess;
import dev.mossspore.testing.Subscriber;
import dev.mossspore.testkit.Await;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strangers who connect to the admin API and say nothing. */
@Tag("system")
class AdminFloodIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** Connections that a listener takes at a time. */
  private static final int PLACES = 32;

  private static final int STRANGERS = 3 * PLACES;

  @TempDir private Path directory;

  @Test
  void silentConnectionsDoNotKeepOperatorsOut() throws IOException {
    Pki pki = new Pki("operators");
    Path ca = pki.certificate(directory);
    SslContext alice = AdminTls.client(ca, pki.issue(directory, "alice", SOON.multipliedBy(9)));
    Pki.Issued server = pki.issue(directory, "spore", SOON.multipliedBy(9));
    List<Socket> strangers = new ArrayList<>();
    try (SporeProcess spore = start(AdminTls.environment(server, ca))) {
      int port = spore.adminPort("tls");
      try (AdminClient first = AdminClient.tls(port, alice);
          AdminClient second = AdminClient.tls(port, alice)) {
        Subscriber subscriber = Subscriber.brisk(first, "");
        Await.until("one follows events", SOON, subscriber::begun);
        for (int i = 0; i < STRANGERS; i++) {
          strangers.add(new Socket(InetAddress.getLoopbackAddress(), port));
        }
        // One place is the operator's, and each stranger beyond the others takes another's.
        Await.until(
            "strangers have to go",
            SOON,
            () -> refused(spore, "too_many_connections") >= STRANGERS - PLACES + 1);
        assertEquals(
            "ok", second.calls().getStatus(GetStatusRequest.getDefaultInstance()).getHealth());
        spore.signal("USR1");
        Await.until(
            "the first hears what happens",
            SOON,
            () ->
                subscriber.failure() != null
                    || subscriber.events().stream()
                        .anyMatch(event -> event.getType().equals("DrainStarted")));
        assertNull(subscriber.failure());
        assertTrue(first.connected(), "its connection is not sent away");
        assertTrue(spore.alive());
      }
    } finally {
      for (Socket stranger : strangers) {
        stranger.close();
      }
    }
  }

  private static long refused(SporeProcess spore, String reason) {
    return spore.metric("admin_connections_refused_total{reason=\"%s\"}".formatted(reason));
  }

  private SporeProcess start(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("MOSSSPORE_ADMIN_ENABLED", "true");
    environment.put("MOSSSPORE_ADMIN_SOCKET", directory.resolve("admin.sock").toString());
    return SporeProcess.startQuiet(directory, environment);
  }
}
