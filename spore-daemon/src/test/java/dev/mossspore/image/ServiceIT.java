package dev.mossspore.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.testkit.Await;
import dev.mossspore.testkit.FleetHost;
import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The life of a service under a real systemd, from its installation to the last file's removal. */
@Tag("root")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServiceIT {
  private static final Duration RESTART = Duration.ofMinutes(2);
  private static final Duration RESTART_SEC = Duration.ofSeconds(30);
  private static final String PID = "systemctl show -p MainPID --value mossspore";

  /** What the unit must say, as systemd shows it. */
  private static final List<String> IN_FORCE =
      List.of(
          "Description=MossSpore P2P Relay Daemon",
          "Type=simple",
          "User=mossspore",
          "Group=mossspore",
          "Restart=always",
          "RestartUSec=30s",
          "RestartPreventExitStatus=2 78",
          "TimeoutStopUSec=20s",
          "MemoryMax=268435456",
          "OOMPolicy=stop",
          "LimitNOFILE=65536",
          "UMask=0077",
          "StateDirectory=mossspore",
          "StateDirectoryMode=0700",
          "RuntimeDirectory=mossspore",
          "RuntimeDirectoryMode=0750",
          "CapabilityBoundingSet=",
          "NoNewPrivileges=yes",
          "ProtectSystem=strict",
          "ProtectHome=yes",
          "PrivateTmp=yes",
          "PrivateDevices=yes",
          "ProtectKernelTunables=yes",
          "ProtectKernelModules=yes",
          "ProtectKernelLogs=yes",
          "ProtectControlGroups=yes",
          "ProtectClock=yes",
          "ProtectHostname=yes",
          "RestrictSUIDSGID=yes",
          "RestrictNamespaces=yes",
          "RestrictRealtime=yes",
          "LockPersonality=yes",
          "RestrictAddressFamilies=AF_INET AF_INET6 AF_NETLINK AF_UNIX",
          "SystemCallArchitectures=native",
          "MemoryDenyWriteExecute=no");

  /** What it shows among more. */
  private static final List<String> AMONG_MORE =
      List.of(
          "\nWants=.*network-online\\.target",
          "\nAfter=.*network-online\\.target",
          "\nDocumentation=https://github\\.com/redstone-md/MossSpore ",
          "\nExecStart=.* argv\\[\\]=/usr/local/bin/mossspore --config"
              + " /etc/mossspore/config\\.json ;",
          "\nExecReload=.* argv\\[\\]=/usr/local/bin/sporectl reload ;",
          "\nWantedBy=multi-user\\.target\n");

  private final FleetHost host = FleetHost.up();

  /** Command line of the real program, which later versions are only a name for. */
  private String real = "";

  @BeforeAll
  void install() throws IOException {
    Path root = host.directory("/root");
    Files.copy(Path.of("../install.sh"), root.resolve("install.sh"));
    Files.copy(BareHost.built(), root.resolve("mossspore"));
    Tools.Result result = installFile("mossspore", "--port 4001 --start --json");
    assertEquals(0, result.status(), result.output());
    assertTrue(result.output().contains("\"service\":\"active\""), result.output());
  }

  @AfterAll
  void down() {
    host.close();
  }

  @Test
  @Order(1)
  void runsAndIsHardened() {
    assertTrue(host.said("curl -sf http://127.0.0.1:9800/health").contains("\"ok\""));
    String shown = "\n" + host.said("systemctl show --all mossspore") + "\n";
    for (String line : IN_FORCE) {
      assertTrue(shown.contains("\n" + line + "\n"), line + " is not in " + shown);
    }
    for (String line : AMONG_MORE) {
      assertTrue(Pattern.compile(line).matcher(shown).find(), line + " is not in " + shown);
    }
    String inside = "nsenter -t $(" + PID + ") -m ";
    for (String place : List.of("/usr/x", "/etc/x", "/opt/mossspore/x", "/boot/x")) {
      assertNotEquals(0, host.sh(inside + "touch " + place).status(), place);
    }
    assertEquals(0, host.sh(inside + "touch /var/lib/mossspore/x").status());
    assertEquals("mossspore 700", host.said("stat -c '%U %a' /var/lib/mossspore"));
    assertEquals("mossspore 750", host.said("stat -c '%U %a' /run/mossspore"));
    assertEquals(
        "mossspore mossspore 660", host.said("stat -c '%U %G %a' /run/mossspore/admin.sock"));
    assertEquals("mossspore 600", host.said("stat -c '%U %a' /var/lib/mossspore/identity.key"));
    String limit =
        host.said(
            "cat /sys/fs/cgroup/system.slice/mossspore.service/memory.max 2>/dev/null || cat"
                + " /sys/fs/cgroup/memory/system.slice/mossspore.service/memory.limit_in_bytes");
    assertEquals("268435456", limit);
    System.out.println(
        "systemd-analyze security: "
            + host.said("systemd-analyze security mossspore | grep 'Overall'"));
  }

  @Test
  @Order(2)
  void forbidsWhatItsLinesSay() throws IOException {
    Sandbox sandbox = new Sandbox(host);
    Map<String, String> inside = sandbox.tryInside();
    assertEquals(sandbox.expected(), inside);
    Map<String, String> outside = sandbox.tryOutside();
    for (String line : sandbox.observable()) {
      assertNotEquals(inside.get(line), outside.get(line), line + " forbids nothing here");
    }
    awaitReady();
  }

  @Test
  @Order(3)
  void comesBackWhenItIsKilled() {
    String key =
        host.said("curl -sf http://127.0.0.1:9800/info | grep -o '\"public_key\":\"[0-9a-f]*'");
    long killed = System.nanoTime();
    host.said("kill -9 $(" + PID + ")");
    Await.until(
        "it is started again",
        RESTART,
        () -> host.said("systemctl show -p NRestarts --value mossspore").equals("1"));
    assertTrue(System.nanoTime() - killed >= RESTART_SEC.toNanos(), "too early");
    awaitReady();
    assertTrue(host.said("curl -sf http://127.0.0.1:9800/info").contains(key));
    host.said("systemctl restart mossspore");
    awaitReady();
    assertTrue(host.said("journalctl -u mossspore -o cat").contains("spore: node stopped"));
  }

  @Test
  @Order(4)
  void isNotStartedAgainWithAWrongConfiguration() {
    host.said("cp -p /etc/mossspore/config.json /root/right.json");
    host.said("echo '{\"listen_port\": -1}' >/etc/mossspore/config.json");
    assertFailsForGood("78");
    host.said("cp -p /root/right.json /etc/mossspore/config.json && systemctl restart mossspore");
    awaitReady();
  }

  @Test
  @Order(5)
  void isNotStartedAgainWithAWrongCommandLine() {
    String start = "ExecStart=\\nExecStart=/usr/local/bin/mossspore --no-such-flag\\n";
    try (FleetHost.DropIn _ = host.dropIn(start)) {
      assertFailsForGood("2");
    }
    host.said("systemctl restart mossspore");
    awaitReady();
  }

  @Test
  @Order(6)
  void isUpgradedWhileItRuns() throws IOException {
    String before = host.said(PID);
    real = host.said("readlink -f /usr/local/bin/mossspore") + " \"$@\"";
    fake("2.0.0", "exec " + real);
    Tools.Result result = installFile("fake", "--json");
    assertEquals(0, result.status(), result.output());
    assertTrue(result.output().contains("\"result\":\"upgraded\""), result.output());
    assertNotEquals(before, host.said(PID));
    assertEquals(0, host.sh("curl -sf http://127.0.0.1:9800/ready").status());
    assertEquals("MossSpore 2.0.0", host.said("/usr/local/bin/mossspore --version"));
  }

  @Test
  @Order(7)
  void goesBackWhenTheNewVersionIsNeverReady() throws IOException {
    fake("3.0.0", "case $* in *--check-config) exec " + real + " ;; esac; exec sleep 1000");
    Tools.Result result = host.sh(command("fake", "--json") + " >/root/result 2>&1 & echo started");
    assertEquals(0, result.status(), result.output());
    Await.until(
        "it has gone back",
        Duration.ofMinutes(2),
        () -> host.sh("grep -q '\"result\":\"rolled_back\"' /root/result").status() == 0);
    awaitReady();
    assertEquals("MossSpore 2.0.0", host.said("/usr/local/bin/mossspore --version"));
    assertNotEquals(0, host.sh("ls -d /opt/mossspore/mossspore-3.0.0*").status());
  }

  @Test
  @Order(8)
  void leavesAUnitThatWasChangedByHand() throws IOException {
    host.said("sed -i s/256M/300M/ /etc/systemd/system/mossspore.service");
    fake("2.1.0", "exec " + real);
    Tools.Result result = installFile("fake", "");
    assertEquals(0, result.status(), result.output());
    host.said("grep -q 300M /etc/systemd/system/mossspore.service");
    host.said("grep -q 256M /etc/systemd/system/mossspore.service.new");
  }

  @Test
  @Order(9)
  void goesAway() {
    assertEquals(0, host.sh("sh /root/install.sh --uninstall").status());
    assertNotEquals(0, host.sh("systemctl cat mossspore").status());
    host.said("test -s /var/lib/mossspore/identity.key && test -s /etc/mossspore/config.json");
    host.said("sh /root/install.sh --purge -y");
    String left =
        "ls -d /opt/mossspore /etc/mossspore /var/lib/mossspore /etc/systemd/system/mosssp*";
    assertEquals(5, host.sh(left + " /usr/local/bin/moss*").output().lines().count());
  }

  private void awaitReady() {
    Await.until(
        "it is ready",
        RESTART,
        () -> host.sh("curl -sf http://127.0.0.1:9800/ready").status() == 0);
  }

  /** Starts it, to see it end with the status and not be started again. */
  private void assertFailsForGood(String status) {
    host.sh("systemctl restart mossspore");
    Await.until(
        "it has failed", RESTART, () -> host.sh("systemctl is-failed mossspore").status() == 0);
    assertEquals(
        List.of("failed", status, "0"),
        host.said("systemctl show -p SubState,ExecMainStatus,NRestarts --value mossspore | sort -r")
            .lines()
            .toList());
  }

  /** Says its version and takes every configuration; else it runs the line. */
  private void fake(String version, String line) throws IOException {
    Path file = host.directory("/root").resolve("fake");
    Files.writeString(
        file,
        """
        #!/bin/sh
        tree=$2/mossspore-%1$s-0123456789ab
        mkdir -p "$tree/bin" "$tree/share" && cat >"$tree/bin/mossspore" <<'P' || exit 1
        #!/bin/sh
        case $* in
          --version) echo "MossSpore %1$s"; exit ;;
        esac
        %2$s
        P
        cp "$(dirname "$(dirname "$(readlink -f /usr/local/bin/mossspore)")")"/share/* "$tree/share/"
        chmod 755 "$tree/bin/mossspore" && echo "$tree"
        """
            .formatted(version, line));
  }

  private Tools.Result installFile(String file, String options) {
    return host.sh(command(file, options));
  }

  private static String command(String file, String options) {
    return "sh /root/install.sh -y --insecure-skip-verify --file /root/" + file + " " + options;
  }
}
