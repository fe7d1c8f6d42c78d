package dev.mossspore.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * install.sh under BusyBox with its wget, and under dash with curl, against releases of loopback.
 */
@Tag("root")
class InstallerIT {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash"})
  void installs(String shell) throws IOException {
    try (InstallerRun run = new InstallerRun(directory, shell)) {
      Tools.Result first = run.install("--port", "4001", "--mesh-id", "moss", "--json");
      assertEquals(0, first.status(), first.output());
      JsonNode summary = InstallerRun.summary(first);
      assertEquals("installed", summary.path("result").asText());
      assertEquals("1.0.0", summary.path("version").asText());
      assertEquals("MossSpore 1.0.0 (a1b2c3d4) built 2026-01-01T00:00:00Z\n", run.version());
      JsonNode config =
          InstallerRun.json(Files.readString(run.host.path("/etc/mossspore/config.json")));
      assertEquals(4001, config.path("listen_port").asInt());
      assertEquals("moss", config.path("mesh_id").asText());
      assertEquals("/var/lib/mossspore/identity.key", config.path("identity_path").asText());
      assertEquals("drwxr-xr-x root root", run.mode("/etc/mossspore"));
      assertEquals("-rw-r----- root mossspore", run.mode("/etc/mossspore/config.json"));
      assertEquals("drwx------ mossspore mossspore", run.mode("/var/lib/mossspore"));
      assertTrue(first.output().contains("4001/tcp and port 4001/udp"), first.output());

      List<String> files = run.files();
      run.release.asked().clear();
      Tools.Result second = run.install("--port", "4001", "--json");
      assertEquals(0, second.status(), second.output());
      assertEquals("unchanged", InstallerRun.summary(second).path("result").asText());
      assertEquals(List.of(), run.changesSince(files));
      assertEquals(List.of("checksums.txt", "checksums.txt.sig"), run.release.asked());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash"})
  void refusesWhatIsWrongAndLeavesNothing(String shell) throws IOException {
    try (InstallerRun run = new InstallerRun(directory, shell)) {
      run.standIn("/bin/sleep", ""); // between tries
      byte[] right = run.release.file(InstallerRun.ASSET);
      run.release.replace(InstallerRun.ASSET, (new String(right, UTF_8) + "#").getBytes(UTF_8));
      run.refused("the checksum of " + InstallerRun.ASSET + " is wrong");
      run.release.replace(InstallerRun.ASSET, Arrays.copyOf(right, right.length - 10));
      run.refused("the checksum of " + InstallerRun.ASSET + " is wrong");
      run.release.remove(InstallerRun.ASSET);
      run.refused("cannot fetch");
      run.release.sign();
      run.refused("not exactly one line for " + InstallerRun.ASSET);
      run.release.publish("1.0.0");
      run.release.cutShort(InstallerRun.ASSET);
      run.refused("cannot fetch");
      run.release.cutShort("");
      byte[] sums = run.release.file("checksums.txt");
      run.release.replace("checksums.txt", (new String(sums, UTF_8) + "\n").getBytes(UTF_8));
      run.refused("the signature of checksums.txt is wrong");
      run.release.replace("checksums.txt", sums);
      run.release.remove("checksums.txt.sig");
      run.refused("cannot fetch");
      run.release.publish("1.0.0");
      // Nobody else's release, whole as it is.
      try (FakeRelease other = new FakeRelease(directory.resolve("other"), "1.0.0")) {
        Files.copy(
            other.publicKey(), run.host.path("/key.pub"), StandardCopyOption.REPLACE_EXISTING);
        run.refused("the signature of checksums.txt is wrong");
        Files.copy(
            run.release.publicKey(),
            run.host.path("/key.pub"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      run.refusedWith(List.of("--version", "2.0.0"), "asked for version 2.0.0");
      run.release.replace(InstallerRun.ASSET, "#!/bin/sh\nexit 3\n".getBytes(UTF_8));
      run.release.sign();
      run.refused("cannot unpack");
      run.release.close();
      run.refused("cannot fetch");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tmp", "/opt", "/usr/local"})
  void leavesNothingOnAFullDisk(String place) throws IOException {
    try (InstallerRun run = new InstallerRun(directory, "sh")) {
      Path full = Files.createDirectories(run.host.path(place));
      String options = "size=16k,mode=755,nr_inodes=2";
      Tools.run(List.of("mount", "-t", "tmpfs", "-o", options, "full", full.toString()));
      try {
        List<String> before = run.files();
        Tools.Result result = run.install();
        assertEquals(1, result.status(), result.output());
        assertEquals(List.of(), run.changesSince(before), result.output());
      } finally {
        Tools.run(List.of("umount", full.toString()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash"})
  void upgradesKeepsTheConfigurationAndGoesAway(String shell) throws IOException {
    try (InstallerRun run = new InstallerRun(directory, shell)) {
      assertEquals(0, run.install("--port", "4001").status());
      Path config = run.host.path("/etc/mossspore/config.json");
      String mine = Files.readString(config).replace("4001", "4777");
      Files.writeString(config, mine);
      Path key = run.host.path("/var/lib/mossspore/identity.key");
      Files.write(key, new byte[97]);
      for (String next : List.of("1.1.0", "1.2.0")) {
        run.release.publish(next);
        Tools.Result upgrade = run.install("--json");
        assertEquals(
            "upgraded", InstallerRun.summary(upgrade).path("result").asText(), upgrade.output());
        assertEquals(mine, Files.readString(config));
      }
      assertTrue(run.version().contains("1.2.0"));
      Tools.Result previous = run.run("/usr/local/bin/mossspore.previous", "--version");
      assertTrue(previous.output().contains("1.1.0"), previous.output());
      assertEquals(
          2, run.host.unpacked("/opt/mossspore").stream().filter(n -> n.contains("-")).count());

      run.release.publish("1.3.0");
      Files.writeString(config, "wrong");
      Tools.Result refused = run.install();
      assertEquals(1, refused.status());
      assertTrue(refused.output().contains("is not what this version takes"), refused.output());
      assertTrue(run.version().contains("1.2.0"));

      assertEquals(0, run.script("--uninstall").status());
      assertEquals("wrong", Files.readString(config));
      assertTrue(Files.exists(key));
      assertEquals(List.of("directories"), run.host.unpacked("/opt/mossspore"));
      assertEquals(List.of(), run.host.unpacked("/usr/local/bin"));
      Tools.Result purge = run.script("--purge");
      assertEquals(1, purge.status(), "without -y and without a terminal");
      assertTrue(Files.exists(key));
      purge = run.script("--purge", "-y");
      assertEquals(0, purge.status(), purge.output());
      assertTrue(purge.output().contains("key 0000000000000000"), purge.output());
      assertTrue(Files.notExists(key.getParent()) && Files.notExists(config.getParent()));
      assertTrue(Files.notExists(run.host.path("/opt/mossspore")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash"})
  void obeysEnvironmentFileAndDryRun(String shell) throws IOException {
    try (InstallerRun run = new InstallerRun(directory, shell)) {
      Tools.Result plan = run.script("--dry-run", "--json", "--port=4001");
      assertEquals(0, plan.status(), plan.output());
      assertEquals("planned", InstallerRun.summary(plan).path("result").asText());
      assertEquals(List.of(), run.changesSince(run.before));
      assertEquals(List.of(), run.release.asked());

      Map<String, String> environment =
          Map.of(
              "BINDIR", "/srv/bin",
              "CONFIGDIR", "/srv/etc",
              "IDENTITYDIR", "/srv/id",
              "VERSION", "v1.0.0",
              "MOSSSPORE_INSTALL_BASE_URL", run.release.url(),
              "MOSSSPORE_INSTALL_LOOPBACK_HTTP", "yes",
              "MOSSSPORE_INSTALL_PUBLIC_KEY", "/key.pub",
              "MOSSSPORE_INSTALL_MONITOR_LISTEN", "127.0.0.1:9801");
      Tools.Result result = Tools.run(run.host.on(environment, "0:0", shell, "/install.sh"));
      assertEquals(0, result.status(), result.output());
      assertTrue(
          Files.readString(run.host.path("/srv/etc/config.json")).contains("127.0.0.1:9801"));
      assertEquals(0, run.run("/srv/bin/mossspore", "--version").status());
      assertEquals(
          0,
          Tools.run(run.host.on(environment, "0:0", shell, "/install.sh", "--purge", "-y"))
              .status());

      for (String name : List.of(InstallerRun.ASSET, "checksums.txt", "checksums.txt.sig")) {
        Files.write(run.host.path("/srv/" + name), run.release.file(name));
      }
      run.release.asked().clear();
      String file = "/srv/" + InstallerRun.ASSET;
      assertEquals(
          0, run.script("--file", file, "--public-key", "/key.pub", "--no-config").status());
      assertTrue(Files.notExists(run.host.path("/etc/mossspore")));
      assertEquals(0, run.script("--uninstall").status());
      Files.delete(run.host.path("/srv/checksums.txt"));
      assertEquals(1, run.script("--file", file, "--public-key", "/key.pub").status());
      Tools.Result unchecked = run.script("--file", file, "--insecure-skip-verify", "--no-config");
      assertEquals(0, unchecked.status(), unchecked.output());
      assertTrue(unchecked.output().contains("UNCHECKED"), unchecked.output());
      assertEquals(List.of(), run.release.asked());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port=70000",
        "--port=x",
        "--bin-dir=relative",
        "--bin-dir=/opt/mossspore/bin",
        "--bin-dir=/etc/mossspore",
        "--config-dir=/opt/mossspore/",
        "--config-dir=/srv/../opt/mossspore/etc",
        "--config-dir=//opt/mossspore/etc",
        "--identity-dir=/opt/mossspore/mossspore-id",
        "--base-url=http://192.0.2.1/",
        "--base-url=http://127.0.0.1:1/",
        "--no-such",
        "--version",
        "--json=yes",
        "--mesh-id=a\"b"
      })
  void refusesAWrongCommandLine(String argument) throws IOException {
    try (InstallerRun run = new InstallerRun(directory, "sh")) {
      Tools.Result result = run.script(argument);
      assertEquals(2, result.status(), result.output());
      assertTrue(result.output().contains("--help"), result.output());
      assertEquals(List.of(), run.changesSince(run.before));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash"})
  void aScriptThatBrokeOffDoesNothing(String shell) throws IOException {
    try (InstallerRun run = new InstallerRun(directory, shell)) {
      byte[] whole = Files.readAllBytes(run.host.path("/install.sh"));
      for (int cut : List.of(2, 4, 6, 10, 12, 200, whole.length / 2)) {
        Files.write(run.host.path("/install.sh"), Arrays.copyOf(whole, whole.length - cut));
        run.install();
        assertEquals(List.of(), run.changesSince(run.before), "without the last " + cut + " bytes");
      }
    }
  }
}
