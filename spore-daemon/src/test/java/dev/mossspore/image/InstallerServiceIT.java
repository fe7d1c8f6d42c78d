package dev.mossspore.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.testkit.Await;
import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What install.sh tells systemd, and what it takes back when a step fails; {@link ServiceIT} has a
 * real one.
 */
@Tag("root")
class InstallerServiceIT {
  private static final String UNIT = "/etc/systemd/system/mossspore.service";

  private static final String UNIT_SUM = "/opt/mossspore/unit.sha256";

  @TempDir Path directory;
  private InstallerRun run;

  @BeforeEach
  void up() throws IOException {
    run = new InstallerRun(directory, "dash");
    run.withSystemd();
  }

  @AfterEach
  void down() {
    if (run != null) { // not where it was skipped
      run.close();
    }
  }

  @Test
  void remembersWhereItWasToldToInstall() throws IOException {
    String[] places = {"--bin-dir=/srv/bin", "--config-dir=/srv/conf", "--identity-dir=/srv/id"};
    assertEquals(0, install(places).status());
    String unit = Files.readString(run.host.path(UNIT));
    assertTrue(unit.contains("ExecStart=/srv/bin/mossspore --config /srv/conf/config.json"), unit);
    assertTrue(unit.contains("ExecReload=/srv/bin/sporectl reload"), unit);
    assertTrue(unit.contains("\nReadWritePaths=/srv/id\n"), unit);

    run.release.publish("1.1.0");
    assertEquals(0, install().status());
    assertEquals(unit, Files.readString(run.host.path(UNIT)));
    assertTrue(Files.notExists(run.host.path("/etc/mossspore")));
    assertTrue(run.run("/srv/bin/mossspore", "--version").output().contains("1.1.0"));

    Files.writeString(run.host.path("/srv/id/identity.key"), "key");
    Files.writeString(run.host.path("/srv/conf/other"), "not ours");
    Tools.Result purge = run.script("--purge", "-y");
    assertEquals(0, purge.status(), purge.output());
    assertTrue(purge.output().contains("/srv/conf holds other files and stays"), purge.output());
    assertEquals(List.of("other"), run.host.unpacked("/srv/conf"));
    assertEquals(List.of("bin", "conf"), run.host.unpacked("/srv"));
    assertEquals(List.of(), run.host.unpacked("/etc/systemd/system"));
  }

  @Test
  void remembersItPastUninstalling() throws IOException {
    String[] places = {"--config-dir=/srv/src/mossspore", "--identity-dir=/srv/id"};
    assertEquals(0, install(places).status());
    Path key = run.host.path("/srv/id/identity.key");
    Files.writeString(key, "key");
    assertEquals(0, run.script("--uninstall").status());
    assertEquals(List.of("directories"), run.host.unpacked("/opt/mossspore"));
    assertEquals(0, install().status());
    assertTrue(Files.readString(run.host.path(UNIT)).contains("ReadWritePaths=/srv/id\n"));
    assertEquals("key", Files.readString(key));

    assertEquals(0, run.script("--uninstall").status());
    for (String others : List.of("/srv/src/mossspore/pom.xml", "/etc/mossspore/config.json")) {
      Files.createDirectories(run.host.path(others).getParent());
      Files.writeString(run.host.path(others), "not ours");
    }
    Tools.Result purge = run.script("--purge", "-y");
    assertEquals(0, purge.status(), purge.output());
    assertTrue(purge.output().contains("/srv/src/mossspore holds other files"), purge.output());
    assertEquals(List.of("pom.xml"), run.host.unpacked("/srv/src/mossspore"));
    assertEquals(List.of("src"), run.host.unpacked("/srv"));
    assertEquals(List.of("config.json"), run.host.unpacked("/etc/mossspore"));
    assertEquals(List.of(), run.host.unpacked("/opt"));
  }

  @Test
  void takesBackALinkBehindWhichItIsInterrupted() throws IOException {
    List<String> files = run.files();
    run.standIn(
        "/bin/mv", "busybox mv \"$@\"; case $* in *.mossspore.new' '*) kill -TERM $PPID ;; esac");
    Tools.Result result = install();
    assertEquals(1, result.status(), result.output());
    assertOnlyTheAccount(run.changesSince(files));
  }

  @Test
  void keepsAFirstInstallationThatIsNotReady() throws IOException {
    String monitor = run.release.monitor(false);
    run.withFastClock();
    Tools.Result first =
        run.install("--port", "4001", "--start", "--json", "--monitor-listen", monitor);
    assertEquals(1, first.status(), first.output());
    assertTrue(first.output().contains("see journalctl -u mossspore"), first.output());
    assertEquals("failed", InstallerRun.summary(first).path("result").asText());
    assertTrue(run.version().contains("1.0.0"), "to be looked into");
    run.release.monitor(true);
    Tools.Result second = run.install("--json");
    assertEquals(0, second.status(), second.output());
  }

  @Test
  void goesBackAsAWholeWhereTheNewVersionIsNotReady() throws IOException {
    assertEquals(0, install("--start").status());
    Map<Path, String> written = new HashMap<>();
    for (String name :
        List.of(UNIT, "/opt/mossspore/installed", "/opt/mossspore/directories", UNIT_SUM)) {
      written.put(run.host.path(name), Files.readString(run.host.path(name)));
    }
    List<String> files = run.files();
    run.release.publish("1.1.0");
    run.release.monitor(false);
    run.withFastClock();
    run.calls();
    // Another place for the configuration would be a new unit, too.
    Tools.Result result = run.install("--json", "--identity-dir", "/srv/id");
    assertEquals(1, result.status(), result.output());
    assertEquals("rolled_back", InstallerRun.summary(result).path("result").asText());
    assertEquals("active", InstallerRun.summary(result).path("service").asText());
    assertTrue(result.output().contains("going back to 1.0.0"), result.output());
    assertTrue(run.version().contains("1.0.0"));
    for (Map.Entry<Path, String> file : written.entrySet()) {
      assertEquals(file.getValue(), Files.readString(file.getKey()));
    }
    List<String> calls = run.calls();
    assertEquals(2, calls.stream().filter("restart mossspore"::equals).count(), calls.toString());
    assertEquals(List.of(), run.changesSince(files), result.output());
  }

  @Test
  void goesBackWhenItIsInterrupted() throws Exception {
    assertEquals(0, install("--start").status());
    List<String> files = run.files();
    run.release.publish("1.1.0");
    run.release.monitor(false);
    run.release.asked().clear();
    run.calls();
    List<String> command = new ArrayList<>(run.host.asRoot(run.command(run.fromRelease())));
    Process upgrade =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile())
            .start();
    Await.until(
        "it waits for the new version",
        Duration.ofMinutes(1),
        () -> run.release.asked().contains("ready"));
    upgrade.destroy();
    assertEquals(1, upgrade.waitFor());
    assertTrue(run.version().contains("1.0.0"));
    assertEquals("restart mossspore", run.calls().getLast());
    assertEquals(List.of(), run.changesSince(files));
  }

  @Test
  void takesAllBackWhereSystemdRefuses() throws IOException {
    List<String> files = run.files();
    run.standIn("/bin/systemctl", "case $1 in *enable*) exit 1 ;; is-active) exit 3 ;; esac");
    Tools.Result result = install("--start");
    assertEquals(1, result.status(), result.output());
    assertTrue(result.output().contains("cannot enable the service"), result.output());
    assertOnlyTheAccount(run.changesSince(files));
  }

  @Test
  void isNotEnabledAfterAStepThatFails() throws IOException {
    List<String> files = run.files();
    run.standIn("/bin/cp", "case $* in */installed) exit 1 ;; esac; exec busybox cp \"$@\"");
    Tools.Result result = install();
    assertEquals(1, result.status(), result.output());
    assertTrue(result.output().contains("cannot write into /opt/mossspore"), result.output());
    assertOnlyTheAccount(run.changesSince(files));
    List<String> calls = run.calls();
    assertTrue(calls.contains("enable --quiet mossspore"), calls.toString());
    assertEquals("daemon-reload", calls.getLast(), calls.toString());
  }

  @Test
  void asksNoMonitorWhosePortTheSystemChooses() throws IOException {
    run.standIn("/bin/sleep", "");
    Tools.Result result = run.install("--start", "--json", "--monitor-listen", "127.0.0.1:0");
    assertEquals(0, result.status(), result.output());
    assertEquals("active", InstallerRun.summary(result).path("service").asText());
  }

  @Test
  void takesAllBackWhereADirectoryStandsInTheWay() throws IOException {
    Files.createDirectories(run.host.path("/usr/local/bin/mossspore"));
    List<String> files = run.files();
    Tools.Result result = install();
    assertEquals(1, result.status(), result.output());
    assertTrue(
        result.output().contains("/usr/local/bin/mossspore is a directory"), result.output());
    assertOnlyTheAccount(run.changesSince(files));
  }

  @Test
  void takesOverFromAnotherDaemonAndGivesBack() throws IOException {
    run.standIn("/usr/local/bin/mossspore", "echo 'MossSpore 0.6.0 (0123abcd)'");
    run.standIn("/active", "");
    Files.writeString(run.host.path(UNIT), "another's");
    run.release.monitor(false);
    run.withFastClock();
    List<String> files = run.files();
    Tools.Result refused = run.install("--json", "--monitor-listen", run.release.monitor(false));
    assertEquals("rolled_back", InstallerRun.summary(refused).path("result").asText());
    assertTrue(run.version().contains("0.6.0"));
    assertOnlyTheAccount(run.changesSince(files));

    Tools.Result taken = install();
    assertEquals(0, taken.status(), taken.output());
    assertTrue(run.version().contains("1.0.0"));
    assertEquals("another's", Files.readString(run.host.path(UNIT)));
    assertTrue(Files.readString(run.host.path(UNIT + ".new")).contains("MemoryMax=256M"));
    assertTrue(
        run.run("/usr/local/bin/mossspore.previous", "--version").output().contains("0.6.0"));
    List<String> before = run.files();
    Tools.Result again = install();
    assertTrue(again.output().contains("nothing to do"), again.output());
    assertEquals(List.of(), run.changesSince(before));
  }

  @Test
  void leavesNothingWhereTheConfigurationHasNoRoom() throws IOException {
    Path var = Files.createDirectories(run.host.path("/var/lib"));
    Tools.run(List.of("mount", "-t", "tmpfs", "-o", "size=4k,nr_inodes=1", "full", var.toString()));
    try {
      List<String> files = run.files();
      Tools.Result result = install();
      assertEquals(1, result.status(), result.output());
      assertTrue(result.output().contains("cannot make /var/lib/mossspore"), result.output());
      assertOnlyTheAccount(run.changesSince(files));
    } finally {
      Tools.run(List.of("umount", var.toString()));
    }
  }

  @Test
  void asksTheMonitorPastAnyProxy() throws IOException {
    String[] command = run.command(run.fromRelease("--file", "/file", "--start", "--json"));
    Files.write(run.host.path("/file"), run.release.file(InstallerRun.ASSET));
    for (String name : List.of("checksums.txt", "checksums.txt.sig")) {
      Files.write(run.host.path("/" + name), run.release.file(name));
    }
    Map<String, String> proxied =
        Map.of(
            "http_proxy",
            "http://127.0.0.1:9",
            "MOSSSPORE_INSTALL_MONITOR_LISTEN",
            run.release.monitor(true));
    Tools.Result result = Tools.run(run.host.on(proxied, "0:0", command));
    assertEquals(0, result.status(), result.output());
    assertEquals("active", InstallerRun.summary(result).path("service").asText());
  }

  @Test
  void goesAwayOnce() throws IOException {
    Tools.Result nothing = run.script("--uninstall", "--json");
    assertEquals("unchanged", InstallerRun.summary(nothing).path("result").asText());
    assertEquals(0, install("--start").status());
    run.calls();
    assertEquals(0, run.script("--uninstall").status());
    assertTrue(run.calls().contains("disable --quiet --now mossspore"));
    Tools.Result second = run.script("--uninstall", "--json");
    assertEquals(0, second.status(), second.output());
    assertEquals("unchanged", InstallerRun.summary(second).path("result").asText());
    assertEquals(List.of("directories"), run.host.unpacked("/opt/mossspore"));
  }

  private Tools.Result install(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--monitor-listen", run.release.monitor(true)));
    all.addAll(List.of(arguments));
    return run.install(all.toArray(String[]::new));
  }

  /** An account harms nobody, and is the last that is made before what may fail. */
  private static void assertOnlyTheAccount(List<String> changes) {
    List<String> files = List.of("+/etc/.pwd.lock", "+/etc/group-", "+/etc/passwd-");
    assertEquals(List.of(), changes.stream().filter(file -> !files.contains(file)).toList());
  }
}
