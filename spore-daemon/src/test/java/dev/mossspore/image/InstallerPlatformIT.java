package dev.mossspore.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** install.sh on hosts that lack something, and on those that it has nothing for. */
@Tag("root")
class InstallerPlatformIT {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"FreeBSD,amd64", "Linux,riscv64", "Linux,i686", "SunOS,sparc"})
  void namesAPlatformThatHasNoRelease(String system, String machine) throws IOException {
    try (InstallerRun run = new InstallerRun(directory, "dash")) {
      uname(run, system, machine);
      List<String> files = run.files();
      Tools.Result result = run.install("--json");
      assertEquals(1, result.status(), result.output());
      assertTrue(
          result.output().contains("no release for " + system + " on " + machine), result.output());
      assertTrue(result.output().contains("from the sources"), result.output());
      assertEquals(List.of(), run.changesSince(files));
      assertEquals(List.of(), run.release.asked());
    }
  }

  @Test
  void namesTheWayOutWithMusl() throws IOException {
    try (InstallerRun run = new InstallerRun(directory, "sh")) {
      // This host's own loader would be absent there.
      run.standIn("/bin/ls", "case $* in *ld-linux*) exit 1 ;; esac; exec busybox ls \"$@\"");
      Files.createFile(run.host.path("/lib/ld-musl-x86_64.so.1"));
      List<String> files = run.files();
      Tools.Result result = run.install();
      assertEquals(1, result.status(), result.output());
      assertTrue(result.output().contains("this system has musl"), result.output());
      assertTrue(result.output().contains("run the container"), result.output());
      assertEquals(List.of(), run.changesSince(files));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/.dockerenv,this is a container",
    "/run/.containerenv,this is a container",
    "/proc/version,this WSL runs no systemd",
    "/nothing,systemd does not run here"
  })
  void saysHowToRunItWhereThereIsNoService(String sign, String reason) throws IOException {
    try (InstallerRun run = new InstallerRun(directory, "dash")) {
      Files.createDirectories(run.host.path("/run"));
      Files.writeString(run.host.path(sign), "Linux version 6.6 (Microsoft@Microsoft.com)");
      Tools.Result result = run.install("--service", "--start", "--port", "4001", "--json");
      assertEquals(0, result.status(), result.output());
      assertTrue(result.output().contains("no service: " + reason), result.output());
      assertTrue(
          result
              .output()
              .contains(
                  "run it: su -s /bin/sh -c '/usr/local/bin/mossspore --config"
                      + " /etc/mossspore/config.json' mossspore"),
          result.output());
      assertEquals("none", InstallerRun.summary(result).path("service").asText());
      assertTrue(Files.notExists(run.host.path("/etc/systemd")));
      String config = Files.readString(run.host.path("/etc/mossspore/config.json"));
      assertTrue(config.contains("\"socket\": \"/var/lib/mossspore/admin.sock\""), config);

      run.withSystemd();
      Tools.Result service = run.install("--service");
      assertEquals(0, service.status(), service.output());
      assertTrue(
          service.output().contains("take admin.socket out of /etc/mossspore/config.json"),
          service.output());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash"})
  void makesTheAccountWithBusyBox(String shell) throws IOException {
    try (InstallerRun run = new InstallerRun(directory, shell)) {
      Files.delete(run.host.path("/bin/useradd"));
      Files.delete(run.host.path("/bin/groupadd"));
      // As BusyBox has them where they are built in; they refuse what it would.
      run.standIn(
          "/bin/addgroup",
          """
          [ "$*" = "-S mossspore" ] || exit 1
          echo "mossspore:x:991:" >>/etc/group
          """);
      run.standIn(
          "/bin/adduser",
          """
          system= password= home= shell= group=
          while getopts SDHh:s:G: option; do
            case $option in
              S) system=yes ;; D) password=none ;; H) ;; h) home=$OPTARG ;; s) shell=$OPTARG ;; G) group=$OPTARG ;;
              *) exit 1 ;;
            esac
          done
          shift $((OPTIND - 1))
          [ "$system $password $group $*" = "yes none mossspore mossspore" ] || exit 1
          echo "mossspore:x:991:991::$home:$shell" >>/etc/passwd
          """);
      Tools.Result result = run.install("--port", "4001");
      assertEquals(0, result.status(), result.output());
      assertEquals("drwx------ mossspore mossspore", run.mode("/var/lib/mossspore"));
      assertEquals("-rw-r----- root mossspore", run.mode("/etc/mossspore/config.json"));
      assertTrue(run.run("cat", "/etc/passwd").output().contains(":/nonexistent:/bin/nologin"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "echo 'pkeyutl: unknown option'"})
  void refusesWhereNoSignatureCanBeChecked(String openssl) throws IOException {
    try (InstallerRun run = new InstallerRun(directory, "sh")) {
      Files.delete(run.host.path("/bin/openssl"));
      if (!openssl.isEmpty()) {
        run.standIn("/bin/openssl", openssl);
      }
      List<String> files = run.files();
      Tools.Result result = run.install();
      assertEquals(1, result.status(), result.output());
      assertTrue(result.output().contains("needs OpenSSL 3"), result.output());
      assertEquals(List.of(), run.changesSince(files));
    }
  }

  @Test
  void refusesWhereNothingCanFetch() throws IOException {
    try (InstallerRun run = new InstallerRun(directory, "sh")) {
      Files.delete(run.host.path("/bin/wget"));
      List<String> files = run.files();
      Tools.Result result = run.install("--json");
      assertEquals(1, result.status(), result.output());
      assertTrue(result.output().contains("needs curl or wget, or --file"), result.output());
      assertEquals(
          "needs curl or wget, or --file", InstallerRun.summary(result).path("error").asText());
      assertEquals(List.of(), run.changesSince(files));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash"})
  void takesNoMoreThanAFileOfAReleaseCanHave(String shell) throws IOException {
    try (InstallerRun run = new InstallerRun(directory, shell)) {
      run.release.replace("checksums.txt", new byte[2 << 20]);
      run.refused("cannot fetch");
    }
  }

  @Test
  void fetchesWithTheWgetOfGnu() throws IOException {
    try (InstallerRun run = new InstallerRun(directory, "sh", List.of("wget"))) {
      assertEquals(0, run.install("--no-config").status());
      run.script("--uninstall");
      List<String> files = run.files();
      run.release.cutShort(InstallerRun.ASSET);
      Tools.Result result = run.install();
      assertEquals(1, result.status(), result.output());
      assertTrue(result.output().contains("cannot fetch"), result.output());
      assertEquals(List.of(), run.changesSince(files));
    }
  }

  @Test
  void fetchesNothingUncheckedWithWget() throws IOException {
    try (InstallerRun run = new InstallerRun(directory, "sh")) {
      run.refusedWith(List.of("--insecure-skip-verify"), "needs curl, or --file");
      assertEquals(List.of(), run.release.asked());
    }
  }

  @Test
  void triesAgainWithAFetcherThatDoesNot() throws IOException {
    try (InstallerRun run = new InstallerRun(directory, "sh")) {
      // The first try of each file fails.
      run.standIn(
          "/bin/wget",
          """
          case $* in *--help*) exec busybox wget --help ;; esac
          eval "url=\\${$#}"
          name=/tmp/tried-${url##*/}
          [ -e "$name" ] || { : >"$name"; exit 1; }
          exec busybox wget "$@"
          """);
      Tools.Result result = run.install("--no-config");
      assertEquals(0, result.status(), result.output());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"shasum", "openssl"})
  void checksSumsWithWhatThereIs(String tool) throws IOException {
    try (InstallerRun run = new InstallerRun(directory, "sh")) {
      Files.delete(run.host.path("/bin/sha256sum"));
      if (tool.equals("shasum")) {
        run.standIn("/bin/shasum", "[ \"$*\" = '-a 256' ] && exec busybox sha256sum");
      }
      byte[] right = run.release.file(InstallerRun.ASSET);
      run.release.replace(InstallerRun.ASSET, new byte[10]);
      assertTrue(run.install().output().contains("the checksum of"));
      run.release.replace(InstallerRun.ASSET, right);
      assertEquals(0, run.install("--no-config").status());
    }
  }

  @Test
  void isColouredOnATerminalUnlessToldNotTo() throws IOException {
    try (InstallerRun run = new InstallerRun(directory, "dash")) {
      Tools.Result colours = run.onTerminal(List.of(), "--dry-run", "-y");
      assertTrue(colours.output().contains("\033[1m"), colours.output());
      assertFalse(run.script("--dry-run").output().contains("\033"));
      List<String> line = new ArrayList<>(List.of("src/test/scripts/answer", "--"));
      line.addAll(
          run.host.onTerminal(Map.of("NO_COLOR", "1"), "0:0", run.command("--dry-run", "-y")));
      Tools.Result plain = Tools.run(line);
      assertEquals(0, plain.status(), plain.output());
      assertFalse(plain.output().contains("\033"), plain.output());
    }
  }

  static void uname(InstallerRun run, String system, String machine) throws IOException {
    run.standIn(
        "/bin/uname", "case $1 in -s) echo " + system + " ;; -m) echo " + machine + " ;; esac");
  }
}
