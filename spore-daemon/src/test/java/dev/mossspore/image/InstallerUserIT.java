package dev.mossspore.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.testing.SporeProcess;
import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** install.sh --user: below the home directory, by somebody who cannot become root. */
@Tag("root")
class InstallerUserIT {
  @TempDir Path directory;
  private InstallerRun run;

  @BeforeEach
  void up() throws IOException {
    run = new InstallerRun(directory, "sh");
  }

  @AfterEach
  void down() {
    if (run != null) { // not where it was skipped
      run.close();
    }
  }

  @Test
  void installsWhatRunsByTheLineThatItPrints() throws IOException {
    List<String> files = run.files();
    Tools.run(List.of("mount", "-t", "proc", "proc", run.host.path("/proc").toString()));
    run.release.replace(InstallerRun.ASSET, Files.readAllBytes(BareHost.built()));
    run.release.sign();
    Tools.Result first = run.installAsUser("--user", "--monitor-listen", "127.0.0.1:0", "--json");
    assertEquals(0, first.status(), first.output());
    assertTrue(first.output().contains("/.local/bin is not in your PATH"), first.output());
    String line =
        first
            .output()
            .lines()
            .filter(said -> said.contains("run it: "))
            .map(said -> said.replaceFirst(".*run it: ", ""))
            .findFirst()
            .orElse("");
    try (SporeProcess spore =
        SporeProcess.start(directory, Map.of(), run.host.asUser("sh", "-c", "exec " + line))) {
      spore.awaitUp();
      assertEquals("[]", spore.json("/info").path("degraded").toString());
      spore.signal("TERM");
      assertEquals(0, spore.awaitEnd());
    }
    assertEquals("-rw------- spore spore", run.mode("/home/spore/.config/mossspore/config.json"));
    assertEquals("drwx------ spore spore", run.mode("/home/spore/.local/share/mossspore"));
    assertEquals(97, Files.size(run.host.path("/home/spore/.local/share/mossspore/identity.key")));

    Tools.Result second = run.installAsUser("--user", "--json");
    assertEquals("unchanged", InstallerRun.summary(second).path("result").asText());
    run.release.publish("9.1.0");
    Tools.Result upgrade = run.installAsUser("--user", "--json");
    assertEquals("upgraded", InstallerRun.summary(upgrade).path("result").asText());
    String previous = "/home/spore/.local/bin/mossspore.previous";
    assertTrue(Files.isSymbolicLink(run.host.path(previous)));

    assertEquals(0, asUser("--user", "--uninstall").status());
    assertEquals(List.of(), run.host.unpacked("/home/spore/.local/bin"));
    assertTrue(Files.exists(run.host.path("/home/spore/.config/mossspore/config.json")));
    Tools.Result purge = asUser("--user", "--purge", "-y");
    assertEquals(0, purge.status(), purge.output());
    assertTrue(purge.output().contains("the identity with the key "), purge.output());
    Tools.run(List.of("umount", run.host.path("/proc").toString()));
    List<String> left =
        run.changesSince(files).stream().filter(file -> file.contains("mossspore")).toList();
    assertEquals(List.of(), left);
    assertEquals(List.of(), run.host.unpacked("/opt"));
    assertTrue(Files.notExists(run.host.path("/etc/mossspore")));
  }

  @Test
  void refusesWithoutAHome() throws IOException {
    String[] command = run.command(run.fromRelease("--user"));
    Tools.Result result = Tools.run(run.host.on(Map.of(), "990:990", command));
    assertEquals(2, result.status(), result.output());
    assertTrue(result.output().contains("--user needs HOME"), result.output());
    assertEquals(List.of(), run.changesSince(run.before));
  }

  @Test
  void touchesNothingWhereTheNameOfTheHomeIsTwoWords() throws IOException {
    Files.createDirectories(run.host.path("/tmp/a b"));
    Files.writeString(Files.createDirectories(run.host.path("/tmp/a")).resolve("mine"), "");
    run.run("chmod", "-R", "777", "/tmp");
    run.release.replace(
        InstallerRun.ASSET,
        "tree=$2/mossspore-1; mkdir -p \"$tree\"; echo \"$tree\"".getBytes(UTF_8)); // no program
    run.release.sign();
    List<String> files = run.files();
    String[] places = {
      "--user", "--bin-dir=/tmp/b", "--config-dir=/tmp/c", "--identity-dir=/tmp/i"
    };
    String[] command = run.command(run.fromRelease(places));
    Tools.Result result = Tools.run(run.host.on(Map.of("HOME", "/tmp/a b"), "990:990", command));
    assertEquals(List.of(), run.changesSince(files), result.output());
    assertEquals(2, result.status(), result.output());
    assertTrue(result.output().contains("/tmp/a b/.local/lib/mossspore"), result.output());
  }

  @Test
  void leavesNothingInAHomeThatCannotBeWritten() throws IOException {
    run.run("chown", "0:0", "/home/spore");
    run.run("chmod", "755", "/home/spore");
    Tools.Result result = run.installAsUser("--user");
    assertEquals(1, result.status(), result.output());
    assertTrue(
        result.output().contains("cannot make /home/spore/.local/lib/mossspore"), result.output());
    assertEquals(List.of(), run.changesSince(run.before));
  }

  @Test
  void leavesNothingWhereALaterStepFails() throws IOException {
    Files.createFile(run.host.path("/home/spore/.config"));
    List<String> files = run.files();
    Tools.Result result = run.installAsUser("--user");
    assertEquals(1, result.status(), result.output());
    assertTrue(
        result.output().contains("cannot make /home/spore/.config/mossspore"), result.output());
    assertEquals(List.of(), run.changesSince(files));
  }

  private Tools.Result asUser(String... arguments) {
    return Tools.run(run.host.asUser(run.command(arguments)));
  }
}
