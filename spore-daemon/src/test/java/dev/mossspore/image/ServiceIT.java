package dev.mossspore.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.testing.Await;
import dev.mossspore.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
  private static final Duration RESTART = Duration.ofSeconds(60);
  private static final String PID = "systemctl show -p MainPID --value mossspore";

  /** What the unit must say, as systemd shows it. */
  private static final List<String> IN_FORCE =
      List.of(
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
          "MemoryDenyWriteExecute=no");

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
    List<String> shown = host.said("systemctl show mossspore").lines().toList();
    for (String line : IN_FORCE) {
      assertTrue(shown.contains(line), line + " is not among " + shown);
    }
    String status = host.said("cat /proc/$(" + PID + ")/status");
    for (String line : List.of("NoNewPrivs:\t1", "Seccomp:\t2", "CapBnd:\t0000000000000000")) {
      assertTrue(status.contains(line), line + " is not in " + status);
    }
    String inside = "nsenter -t $(" + PID + ") -m ";
    for (String place : List.of("/usr/x", "/etc/x", "/opt/mossspore/x", "/boot/x")) {
      assertNotEquals(0, host.sh(inside + "touch " + place).status(), place);
    }
    assertEquals(0, host.sh(inside + "touch /var/lib/mossspore/x").status());
    host.said("touch /tmp/seen");
    assertNotEquals(0, host.sh(inside + "test -e /tmp/seen").status());
    assertNotEquals(0, host.sh(inside + "test -e /root/install.sh").status());
    assertNotEquals(0, host.sh(inside + "test -e /dev/kmsg").status());
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
  void comesBackWhenItIsKilled() {
    String key =
        host.said("curl -sf http://127.0.0.1:9800/info | grep -o '\"public_key\":\"[0-9a-f]*'");
    host.said("kill -9 $(" + PID + ")");
    Await.until(
        "it is back", RESTART, () -> host.sh("curl -sf http://127.0.0.1:9800/ready").status() == 0);
    assertTrue(host.said("curl -sf http://127.0.0.1:9800/info").contains(key));
    host.said("systemctl restart mossspore");
    Await.until(
        "it is back", RESTART, () -> host.sh("curl -sf http://127.0.0.1:9800/ready").status() == 0);
    assertTrue(host.said("journalctl -u mossspore -o cat").contains("spore: node stopped"));
  }

  @Test
  @Order(3)
  void isNotStartedAgainWithAWrongConfiguration() {
    host.said("cp -p /etc/mossspore/config.json /root/right.json");
    host.said("echo '{\"listen_port\": -1}' >/etc/mossspore/config.json");
    host.sh("systemctl restart mossspore");
    Await.until(
        "it has failed", RESTART, () -> host.sh("systemctl is-failed mossspore").status() == 0);
    assertEquals("78", host.said("systemctl show -p ExecMainStatus --value mossspore"));
    host.said("cp -p /root/right.json /etc/mossspore/config.json && systemctl restart mossspore");
    Await.until(
        "it is back", RESTART, () -> host.sh("curl -sf http://127.0.0.1:9800/ready").status() == 0);
  }

  @Test
  @Order(4)
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
  @Order(5)
  void goesBackWhenTheNewVersionIsNeverReady() throws IOException {
    fake("3.0.0", "case $* in *--check-config) exec " + real + " ;; esac; exec sleep 1000");
    Tools.Result result = host.sh(command("fake", "--json") + " >/root/result 2>&1 & echo started");
    assertEquals(0, result.status(), result.output());
    Await.until(
        "it has gone back",
        Duration.ofMinutes(2),
        () -> host.sh("grep -q '\"result\":\"rolled_back\"' /root/result").status() == 0);
    Await.until(
        "the old one runs",
        RESTART,
        () -> host.sh("curl -sf http://127.0.0.1:9800/ready").status() == 0);
    assertEquals("MossSpore 2.0.0", host.said("/usr/local/bin/mossspore --version"));
    assertNotEquals(0, host.sh("ls -d /opt/mossspore/mossspore-3.0.0*").status());
  }

  @Test
  @Order(6)
  void leavesAUnitThatWasChangedByHand() throws IOException {
    host.said("sed -i s/256M/300M/ /etc/systemd/system/mossspore.service");
    fake("2.1.0", "exec " + real);
    Tools.Result result = installFile("fake", "");
    assertEquals(0, result.status(), result.output());
    host.said("grep -q 300M /etc/systemd/system/mossspore.service");
    host.said("grep -q 256M /etc/systemd/system/mossspore.service.new");
  }

  @Test
  @Order(7)
  void goesAway() {
    assertEquals(0, host.sh("sh /root/install.sh --uninstall").status());
    assertNotEquals(0, host.sh("systemctl cat mossspore").status());
    host.said("test -s /var/lib/mossspore/identity.key && test -s /etc/mossspore/config.json");
    host.said("sh /root/install.sh --purge -y");
    String left =
        "ls -d /opt/mossspore /etc/mossspore /var/lib/mossspore /etc/systemd/system/mosssp*";
    assertEquals(5, host.sh(left + " /usr/local/bin/moss*").output().lines().count());
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
