package dev.mossspore.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.ctl.testing.Release;
import dev.mossspore.testkit.Await;
import dev.mossspore.testkit.FleetHost;
import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Both programs installed on a server under a real systemd: the unit's reload, and operators. */
@Tag("root")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InstalledServiceIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String PID = "systemctl show -p MainPID --value mossspore";
  private static final String CAPACITY =
      "curl -sf http://127.0.0.1:9800/metrics | sed -n 's/^mossspore_peer_capacity //p'";

  private FleetHost host;

  /** With one peer, whose session has to outlast every reload. */
  @BeforeAll
  void install(@TempDir Path directory) throws IOException {
    Release.require();
    host = FleetHost.up();
    Release.install(host, directory, "--port 4001 --monitor-listen 127.0.0.1:9800");
    host.said("useradd -G mossspore member && useradd outsider");
    host.said(
        "systemd-run -q --unit=peer -E MOSSSPORE_STATIC_PEERS=127.0.0.1:4001 -E"
            + " MOSSSPORE_TRACKERS=[] -E MOSSSPORE_LAN_DISCOVERY=false -E"
            + " MOSSSPORE_ADMIN_ENABLED=false /usr/local/bin/mossspore --listen-host 127.0.0.1"
            + " --listen-port 4002 --monitor-listen 127.0.0.1:9802 --state-dir /root");
    Await.until(
        "they are peers",
        SOON,
        () -> host.sh("curl -sf 'http://127.0.0.1:9800/ready?min_peers=1'").status() == 0);
  }

  @BeforeEach
  void startWithTheRightConfiguration() {
    configure("\"max_peers\": 50");
    host.said("systemctl reload mossspore");
    assertEquals("50", host.said(CAPACITY));
  }

  @AfterAll
  void down() {
    if (host != null) {
      host.close();
    }
  }

  @Test
  void hasTakenEffectWhenReloadReturns() {
    String process = host.said(PID);
    for (int peers = 60; peers < 65; peers++) {
      configure("\"max_peers\": " + peers);
      assertEquals(String.valueOf(peers), host.said("systemctl reload mossspore && " + CAPACITY));
    }
    assertServesAs(process);
  }

  @Test
  void failsWithTheReasonAndKeepsWhatRuns() {
    String process = host.said(PID);
    String before = "date +%s";
    String since = host.said(before);
    configure("\"max_peers\": -1");
    Tools.Result refused = host.sh("systemctl reload mossspore");
    assertNotEquals(0, refused.status(), refused.output());
    assertTold("max_peers: must be between 1 and 65535", since);
    assertEquals("50", host.said(CAPACITY));
    host.said("echo '{' >/etc/mossspore/config.json");
    assertNotEquals(0, host.sh("systemctl reload mossspore").status());
    assertTold("/etc/mossspore/config.json, line 2", since);
    assertEquals("50", host.said(CAPACITY));
    assertServesAs(process);
  }

  /** Who waits for the reload is told within a bounded time, and the next one works. */
  @Test
  void endsWhereTheDaemonDoesNotAnswer() {
    String process = host.said(PID);
    host.said("kill -STOP " + process);
    Tools.Result result;
    try {
      result = host.sh("timeout 60 systemctl reload mossspore");
    } finally {
      host.said("kill -CONT " + process);
    }
    assertEquals(1, result.status(), result.output());
    configure("\"max_peers\": 70");
    assertEquals("70", host.said("systemctl reload mossspore && " + CAPACITY));
    assertServesAs(process);
  }

  @Test
  void letsTheGroupAdministerAndTellsOthersHow() {
    Tools.Result operator = as("member", "sporectl status");
    assertEquals(0, operator.status(), operator.output());
    assertEquals(0, as("member", "sporectl reload").status());
    Tools.Result stranger = as("outsider", "sporectl status");
    assertEquals(5, stranger.status(), stranger.output());
    assertTrue(stranger.output().contains("[socket_permission]"), stranger.output());
    assertTrue(stranger.output().contains("add yourself to group mossspore"), stranger.output());
  }

  @Test
  void hasOneMoreBesideItFromTheTemplate() {
    String process = host.said(PID);
    host.said(
        "cp $(dirname $(readlink -f /usr/local/bin/mossspore))/../share/mossspore@.service"
            + " /etc/systemd/system/ && systemctl daemon-reload");
    configureTwo("\"max_peers\": 40");
    host.said("systemctl enable --now mossspore@two");
    Await.until(
        "the other one serves",
        SOON,
        () -> host.sh("curl -sf http://127.0.0.1:9803/health").status() == 0);
    assertEquals("40", host.said(CAPACITY.replace("9800", "9803")));
    host.said("sporectl status --host unix:/run/mossspore-two/admin.sock");
    assertEquals("mossspore 600", host.said("stat -c '%U %a' /var/lib/mossspore-two/identity.key"));
    assertNotEquals(
        0,
        host.sh("cmp /var/lib/mossspore/identity.key /var/lib/mossspore-two/identity.key")
            .status());
    configureTwo("\"max_peers\": 41");
    host.said("systemctl reload mossspore@two");
    assertEquals("50", host.said(CAPACITY));
    assertEquals("41", host.said(CAPACITY.replace("9800", "9803")));
    Tools.Result refused = host.sh("sh /root/release/install.sh --uninstall");
    assertEquals(1, refused.status(), refused.output());
    assertTrue(
        refused.output().contains("systemctl disable --now mossspore@two"), refused.output());
    host.said("systemctl disable --now mossspore@two");
    assertServesAs(process);
  }

  /** The two are not to meet: the other tests ask whether the first has lost a peer. */
  private void configureTwo(String member) {
    host.said(
        "echo '{\"listen_port\": 4003, \"lan_discovery\": false,"
            + " \"monitor\": {\"listen\": \"127.0.0.1:9803\"}, %s}'".formatted(member)
            + " | install -m 0640 -g mossspore /dev/stdin /etc/mossspore/two.json");
  }

  private Tools.Result as(String user, String command) {
    return host.sh(
        "cd / && HOME=/home/%1$s setpriv --reuid=%1$s --regid=%1$s --init-groups %2$s"
            .formatted(user, command));
  }

  private void configure(String member) {
    host.said(
        "echo '{\"listen_port\": 4001, \"identity_path\": \"/var/lib/mossspore/identity.key\","
            + " \"monitor\": {\"listen\": \"127.0.0.1:9800\"}, %s}' >/etc/mossspore/config.json"
                .formatted(member));
  }

  /** The reason is where its operator looks: in the journal, and in what status shows of it. */
  private void assertTold(String reason, String since) {
    for (String place :
        new String[] {
          "journalctl -u mossspore -o cat --since @" + since, "systemctl status -n 30 mossspore"
        }) {
      String told = host.said(place);
      assertTrue(told.contains(reason), place + ": " + told);
    }
  }

  private void assertServesAs(String process) {
    assertEquals("active", host.said("systemctl is-active mossspore"));
    assertEquals(process, host.said(PID));
    host.said("curl -sf 'http://127.0.0.1:9800/ready?min_peers=1'");
    String journal = host.said("journalctl -u mossspore -o cat");
    assertTrue(journal.contains("\"type\":\"PeerJoined\""), journal);
    assertTrue(!journal.contains("\"type\":\"PeerLeft\""), journal);
  }
}
