package dev.mossspore.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** install.sh by a user who may, or may not, become root. */
@Tag("root")
class InstallerPrivilegeIT {
  @TempDir Path directory;
  private InstallerRun run;

  @BeforeEach
  void up() throws IOException {
    run = new InstallerRun(directory, "dash");
    // As on Debian, where they are not on a user's path.
    for (String name : List.of("useradd", "groupadd")) {
      Path sbin = Files.createDirectories(run.host.path("/usr/sbin"));
      Files.move(run.host.path("/bin/" + name), sbin.resolve(name));
    }
    Tools.Result made =
        Tools.run(List.of("cp", "/usr/sbin/chroot", run.host.path("/bin/as-root").toString()));
    assertEquals(0, made.status(), made.output());
    run.run("chmod", "4755", "/bin/as-root");
    Files.createFile(run.host.path("/calls"));
    run.run("chmod", "666", "/calls");
  }

  @AfterEach
  void down() {
    if (run != null) { // not where it was skipped
      run.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sudo", "doas"})
  void becomesRootForWhatNeedsIt(String tool) throws IOException {
    become(tool);
    Tools.Result plan = run.installAsUser("--dry-run", "--port", "4001");
    assertEquals(0, plan.status(), plan.output());
    assertTrue(plan.output().contains("would use " + tool), plan.output());
    Tools.Result planned = run.installAsUser("--dry-run", "--purge");
    assertEquals(0, planned.status(), planned.output());
    assertFalse(plan.output().contains("became root"), plan.output());

    Tools.Result first = run.installAsUser("--port", "4001", "--json");
    assertEquals(0, first.status(), first.output());
    int announced = first.output().indexOf("will use " + tool);
    assertTrue(announced >= 0, first.output());
    assertTrue(announced < first.output().indexOf("became root"), first.output());
    assertTrue(run.run("cat", "/calls").output().startsWith("true\n"), "the password first");
    assertTrue(first.output().contains("4001/tcp and port 4001/udp"), first.output());
    assertTrue(
        first.output().contains("run it: " + tool + " -u mossspore /usr/local/bin/mossspore"),
        first.output());
    assertEquals("-rw-r----- root mossspore", run.mode("/etc/mossspore/config.json"));
    assertEquals("drwx------ mossspore mossspore", run.mode("/var/lib/mossspore"));
    assertEquals("drwxr-xr-x root root", run.mode("/opt/mossspore"));

    List<String> files = run.files();
    Tools.Result second = run.installAsUser("--port", "4777", "--json");
    assertEquals("unchanged", InstallerRun.summary(second).path("result").asText());
    assertTrue(second.output().contains("--port is for a new one"), second.output());
    assertEquals(List.of(), run.changesSince(files));

    run.release.publish("1.1.0");
    Tools.Result upgrade = run.installAsUser("--json");
    assertEquals("upgraded", InstallerRun.summary(upgrade).path("result").asText());
    Tools.run(
        List.of("cp", "/dev/null", run.host.path("/var/lib/mossspore/identity.key").toString()));
    Files.write(run.host.path("/var/lib/mossspore/identity.key"), new byte[97]);
    Tools.Result purge = Tools.run(run.host.asUser(run.command("--purge", "-y")));
    assertEquals(0, purge.status(), purge.output());
    assertTrue(purge.output().contains("key 0000000000000000"), purge.output());
    assertTrue(Files.notExists(run.host.path("/var/lib/mossspore")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sudo", "doas"})
  void leavesNothingWhereItIsRefused(String tool) throws IOException {
    run.standIn("/bin/" + tool, "echo \"$*\" >>/calls; echo 'Sorry, try again.' >&2; exit 1");
    List<String> files = run.files();
    Tools.Result result = run.installAsUser("--json");
    assertEquals(1, result.status(), result.output());
    assertTrue(result.output().contains(tool + " refused: nothing was changed"), result.output());
    assertEquals(List.of("true"), run.calls(), "asked once");
    assertEquals(List.of(), run.changesSince(files));
    assertEquals(1, Tools.run(run.host.asUser(run.command("--purge", "-y"))).status());
  }

  @Test
  void leavesNothingWhereItIsRefusedHalfWay() throws IOException {
    become("sudo");
    String all = Files.readString(run.host.path("/bin/sudo"));
    List<String> files = run.files();
    for (String step : List.of("mkdir", "ln", "chown", "cp", "mv")) {
      run.standIn("/bin/sudo", "[ $1 != " + step + " ] || exit 1\n" + all);
      Tools.Result result = run.installAsUser("--port", "4001");
      assertEquals(1, result.status(), step + ": " + result.output());
      List<String> left =
          run.changesSince(files).stream().filter(file -> !file.startsWith("+/etc/")).toList();
      assertEquals(List.of(), left, step + ": " + result.output());
      assertTrue(Files.notExists(run.host.path("/etc/mossspore")), step);
    }
  }

  @Test
  void namesTheWayOutWhereThereIsNeither() throws IOException {
    List<String> files = run.files();
    Tools.Result result = run.installAsUser();
    assertEquals(1, result.status(), result.output());
    assertTrue(result.output().contains("needs root, sudo or doas; --user"), result.output());
    assertEquals(List.of(), run.changesSince(files));
  }

  /** Lets users become root as the tool does, asking for no password. */
  private void become(String tool) throws IOException {
    run.standIn(
        "/bin/" + tool,
        "echo \"$*\" >>/calls; echo became root: $* >&2;"
            + " PATH=/bin:/usr/sbin exec /bin/as-root --userspec=0:0 / \"$@\"");
  }
}
