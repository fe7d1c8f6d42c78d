package dev.mossspore.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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

/**
 * The way of install.sh on macOS, with stand-ins for what only macOS has. They say what it is asked
 * of them; whether launchd does it only a Mac can show.
 */
@Tag("root")
class InstallerMacIT {
  private static final String PLIST = "/Library/LaunchDaemons/dev.mossspore.plist";

  @TempDir Path directory;
  private InstallerRun run;

  @BeforeEach
  void up() throws IOException {
    run = new InstallerRun(directory, "dash");
    InstallerPlatformIT.uname(run, "Darwin", "x86_64");
    run.standIn("/bin/sysctl", "[ \"$*\" = '-n hw.optional.arm64' ] && echo 1");
    Files.createDirectories(run.host.path("/Library/LaunchDaemons"));
    run.standIn(
        "/bin/launchctl",
        """
        echo "launchctl $*" >>/calls
        case $1 in
          print) [ -e /active ] ;;
          bootstrap) touch /active ;;
          kickstart) [ -e /active ] ;;
          bootout) rm /active ;;
        esac
        """);
    // Accounts of the numbers 300 and 301 are there already.
    run.standIn(
        "/bin/dscl",
        """
        echo "dscl $*" >>/calls
        case $* in
          *-read*) grep -q ^_mossspore: /etc/passwd ;;
          *-list*UniqueID) echo "_a 300" ;;
          *-list*PrimaryGroupID) echo "_b      301" ;;
          *NFSHomeDirectory*)
            echo "_mossspore:x:302:" >>/etc/group
            echo "_mossspore:x:302:302::/var/empty:/usr/bin/false" >>/etc/passwd
            ;;
        esac
        """);
  }

  @AfterEach
  void down() {
    if (run != null) { // not where it was skipped
      run.close();
    }
  }

  @Test
  void installsAPropertyListAndTakesItAway() throws IOException {
    Tools.Result first = run.install("--port", "4001", "--identity-dir", "/srv/spore", "--json");
    assertEquals(0, first.status(), first.output());
    JsonNode summary = InstallerRun.summary(first);
    assertEquals("enabled", summary.path("service").asText());
    assertTrue(run.release.asked().contains("mossspore-darwin-arm64"), "not the one for Rosetta");
    List<String> calls = run.calls();
    assertTrue(calls.contains("dscl . -create /Users/_mossspore UniqueID 302"), calls.toString());
    assertFalse(calls.toString().contains("bootstrap"), calls.toString());
    assertEquals("-rw-r----- root _mossspore", run.mode("/etc/mossspore/config.json"));
    assertEquals("drwx------ _mossspore _mossspore", run.mode("/srv/spore"));
    assertEquals("-rw-r--r-- root root", run.mode(PLIST));
    String config = Files.readString(run.host.path("/etc/mossspore/config.json"));
    assertEquals(
        "/srv/spore/admin.sock",
        InstallerRun.json(config).path("admin").path("socket").asText(),
        "nobody makes /run/mossspore");
    String plist = Files.readString(run.host.path(PLIST));
    assertTrue(plist.contains("<string>/srv/spore/stderr.log</string>"), plist);
    assertFalse(plist.contains("/var/lib"), plist);
    assertTrue(
        first.output().contains("start it: launchctl bootstrap system " + PLIST), first.output());
    assertFalse(first.output().contains("systemctl"), first.output());

    List<String> files = run.files();
    Tools.Result second = run.install("--json");
    assertEquals("unchanged", InstallerRun.summary(second).path("result").asText());
    assertEquals(List.of(), run.changesSince(files));

    Tools.Result gone = run.script("--purge", "-y");
    assertEquals(0, gone.status(), gone.output());
    assertTrue(gone.output().contains("the account _mossspore stays"), gone.output());
    assertTrue(run.calls().contains("launchctl bootout system/dev.mossspore"));
    assertTrue(Files.notExists(run.host.path(PLIST)));
    assertTrue(Files.notExists(run.host.path("/srv/spore/identity.key")));
  }

  @Test
  void startsAndRestarts() throws IOException {
    String monitor = run.release.monitor(true);
    Tools.Result first = run.install("--start", "--monitor-listen", monitor);
    assertEquals(0, first.status(), first.output());
    assertTrue(first.output().contains("its log: /var/lib/mossspore/stderr.log"), first.output());
    assertTrue(run.calls().contains("launchctl bootstrap system " + PLIST));
    run.release.publish("1.1.0");
    assertEquals(0, run.install().status());
    List<String> calls = run.calls();
    assertTrue(calls.contains("launchctl kickstart -k system/dev.mossspore"), calls.toString());
    assertFalse(calls.contains("launchctl bootstrap system " + PLIST), calls.toString());
    assertTrue(run.version().contains("1.1.0"));

    // What launchd has loaded does not change with the file.
    run.release.publish("1.2.0");
    assertEquals(0, run.install("--identity-dir", "/srv/spore").status());
    List<String> anew =
        run.calls().stream().filter(call -> call.matches("launchctl (boot|kick).*")).toList();
    assertEquals(
        List.of("launchctl bootout system/dev.mossspore", "launchctl bootstrap system " + PLIST),
        anew);
  }
}
