package dev.mossspore.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.ctl.testing.Ctl;
import dev.mossspore.ctl.testing.Samples;
import dev.mossspore.ctl.testing.Sshd;
import dev.mossspore.ctl.testing.StubDaemon;
import dev.mossspore.ctl.testing.StubServer;
import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ssh endpoints against real sshds on loopback, one of them behind the other. */
@Tag("root")
class SshIT {
  @TempDir Path directory;
  private final StubServer server = new StubServer();
  private Sshd gate;
  private Sshd inner;

  @BeforeEach
  void start() throws IOException {
    Tools.requireRoot("/usr/sbin/sshd", "ssh");
    gate = Sshd.start(directory, "gate");
    inner = Sshd.start(directory, "inner");
    server.serve(directory.resolve("admin.sock"), new StubDaemon().state(Samples.state(7)));
    Sshd.key(directory.resolve("stranger"));
    Path known = directory.resolve("known_hosts");
    Files.writeString(known, known(gate, "gate") + known(inner, "inner"));
    Files.writeString(
        directory.resolve("ssh_config"),
        """
        Host gate
          Port %1$d
        Host inner
          Port %2$d
          ProxyJump gate
        Host refused
          Port 1
        Host *
          HostName 127.0.0.1
          User root
          IdentityFile %3$s/client
          IdentitiesOnly yes
          UserKnownHostsFile %3$s/known_hosts
          StrictHostKeyChecking yes
        """
            .formatted(gate.port(), inner.port(), directory));
    Files.writeString(
        directory.resolve("hosts.ini"),
        """
        gate
        behind ansible_host=inner
        nowhere ansible_host=refused
        stranger ansible_host=gate ansible_ssh_private_key_file=%1$s/stranger ansible_ssh_common_args='-F %1$s/strange_config'
        unknown ansible_host=gate ansible_ssh_extra_args='-o UserKnownHostsFile=/dev/null'
        muxed ansible_host=gate ansible_ssh_extra_args='-o ControlMaster=no -o ControlPath=/nonexistent/x'
        nosocket ansible_host=gate sporectl_socket=%1$s/none.sock
        [all:vars]
        ansible_ssh_common_args=-F %1$s/ssh_config
        sporectl_socket=%1$s/admin.sock
        """
            .formatted(directory));
    Files.writeString(
        directory.resolve("strange_config"),
        Files.readString(directory.resolve("ssh_config")).replace("/client", "/stranger"));
    Files.createDirectory(
        directory.resolve("run"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  @AfterEach
  void end() {
    server.close();
    for (Sshd sshd : new Sshd[] {inner, gate}) {
      if (sshd != null) { // not where it was skipped
        sshd.close();
      }
    }
  }

  @Test
  void reachesHostsDirectlyAndThroughAJumpHost() throws IOException {
    Ctl.Result both = status("gate:behind:muxed", "-o", "csv");
    assertEquals(0, both.status(), both.err());
    assertEquals(4, both.out().lines().count(), both.out());
    assertEquals(3, gate.logins(), gate.log());
    assertEquals(1, inner.logins(), inner.log());
    Path sockets = directory.resolve("run/sporectl");
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(sockets)));
  }

  @Test
  void usesAConnectionAgain() {
    assertEquals(0, status("gate").status());
    assertEquals(0, status("gate").status());
    assertEquals(1, gate.logins(), gate.log());
    // A master that is gone is replaced.
    gate.close();
    assertEquals(4, status("gate").status());
  }

  @Test
  void saysWhoRefused() {
    Ctl.Result all = status("all", "-o", "csv");
    assertEquals(3, all.status(), all.err());
    assertTrue(row(all, "stranger").contains("refused"), all.out());
    assertTrue(row(all, "stranger").contains("ssh_auth"), all.out());
    assertTrue(row(all, "unknown").contains("ssh_host_key"), all.out());
    assertTrue(row(all, "nowhere").contains("ssh_failed"), all.out());
    assertTrue(row(all, "nowhere").contains("Connection refused"), all.out());
    assertTrue(row(all, "nosocket").contains("ssh_socket"), all.out());
    assertEquals(5, status("stranger").status());
    assertEquals(4, status("nosocket").status());
  }

  @Test
  void refusesADirectoryThatOthersCanEnter() throws IOException {
    Files.createDirectory(
        directory.resolve("run/sporectl"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Ctl.Result result = status("gate");
    assertTrue(result.err().contains("[private_directory]"), result.err());
    assertEquals(0, gate.logins());
  }

  private Ctl.Result status(String pattern, String... more) {
    String[] arguments = {
      "status", "-i", directory.resolve("hosts.ini").toString(), "-l", pattern, "--timeout", "30s"
    };
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return Ctl.run(
        directory,
        Map.of("XDG_RUNTIME_DIR", directory.resolve("run").toString()),
        java.util.List.of(),
        all);
  }

  private String known(Sshd sshd, String name) throws IOException {
    String key = Files.readString(directory.resolve(name + "-host.pub"));
    return "[127.0.0.1]:%d %s".formatted(sshd.port(), key);
  }

  private static String row(Ctl.Result result, String host) {
    return result.out().lines().filter(line -> line.startsWith(host + ",")).findFirst().orElse("");
  }
}
