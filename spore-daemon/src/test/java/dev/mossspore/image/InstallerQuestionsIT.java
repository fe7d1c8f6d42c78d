package dev.mossspore.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** install.sh out of a pipe, with somebody who answers its questions on a terminal. */
@Tag("root")
class InstallerQuestionsIT {
  private static final String SERVICE = "[s]kip";
  private static final String PORT = "[4001]:";
  private static final String START = "[Y/n]:";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash"})
  void takesWhatIsSuggestedForAnEmptyLine(String shell) throws IOException {
    try (InstallerRun run = host(shell)) {
      Tools.Result result =
          run.onTerminal(List.of(SERVICE, "", PORT, "", START, ""), arguments(run));
      assertEquals(0, result.status(), result.output());
      assertTrue(config(run).contains("\"listen_port\": 4001"), config(run));
      assertTrue(run.calls().contains("restart mossspore"), result.output());
      assertTrue(result.output().contains("the service runs"), result.output());

      Tools.Result again = run.onTerminal(List.of(SERVICE, "Y"), arguments(run));
      assertEquals(0, again.status(), again.output());
      assertFalse(again.output().contains(PORT), again.output());
      assertFalse(again.output().contains(START), "it runs: " + again.output());
      assertTrue(again.output().contains("nothing to do"), again.output());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash"})
  void asksAgainWhereAnAnswerMakesNoSense(String shell) throws IOException {
    try (InstallerRun run = host(shell)) {
      Tools.Result result =
          run.onTerminal(
              List.of(
                  SERVICE,
                  "sudo systemctl start mossspore",
                  SERVICE,
                  "YES",
                  PORT,
                  "high",
                  PORT,
                  "70000",
                  PORT,
                  "-1",
                  PORT,
                  "04001",
                  PORT,
                  "4002",
                  START,
                  "q",
                  START,
                  "No"),
              arguments(run));
      assertEquals(0, result.status(), result.output());
      assertTrue(result.output().contains("one of the letters yns"), result.output());
      assertTrue(result.output().contains("a number from 0 to 65535"), result.output());
      assertTrue(config(run).contains("\"listen_port\": 4002"), config(run));
      assertFalse(run.calls().contains("restart mossspore"), result.output());
      assertTrue(result.output().contains("systemctl start mossspore"), result.output());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash"})
  void setsUpNoServiceIfNotWanted(String shell) throws IOException {
    try (InstallerRun run = host(shell)) {
      Tools.Result result = run.onTerminal(List.of(SERVICE, "n", PORT, "4003"), arguments(run));
      assertEquals(0, result.status(), result.output());
      assertTrue(config(run).contains("\"listen_port\": 4003"), config(run));
      assertTrue(Files.notExists(run.host.path("/etc/systemd/system/mossspore.service")));
      assertEquals(List.of(), run.calls());
      assertTrue(
          result
              .output()
              .contains("/usr/local/bin/mossspore --config /etc/mossspore/config.json' mossspore"),
          result.output());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash"})
  void skipsTheConfigurationToo(String shell) throws IOException {
    try (InstallerRun run = host(shell)) {
      Tools.Result result = run.onTerminal(List.of(SERVICE, "s"), arguments(run));
      assertEquals(0, result.status(), result.output());
      assertTrue(Files.notExists(run.host.path("/etc/mossspore")));
      assertTrue(Files.notExists(run.host.path("/var/lib/mossspore")));
      assertTrue(
          Files.readString(run.host.path("/etc/passwd"))
              .lines()
              .noneMatch(l -> l.contains("moss")));
      assertTrue(run.version().contains("1.0.0"));
      assertFalse(result.output().contains("--config"), result.output());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash"})
  void changesNothingWhereTheTerminalEnds(String shell) throws IOException {
    try (InstallerRun run = host(shell)) {
      List<String> before = run.files();
      for (List<String> answers :
          List.of(
              List.of(SERVICE, "^D"),
              List.of(SERVICE, "", PORT, "^D"),
              List.of(SERVICE, "", PORT, "", START, "^D"))) {
        Tools.Result result = run.onTerminal(answers, arguments(run));
        assertEquals(1, result.status(), result.output());
        assertTrue(result.output().contains("nothing was changed"), result.output());
        run.calls();
        assertEquals(List.of(), run.changesSince(before));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash"})
  void removesAnIdentityOnlyIfToldSo(String shell) throws IOException {
    try (InstallerRun run = host(shell)) {
      assertEquals(0, run.install("--port", "4001", "-y").status());
      Path key = run.host.path("/var/lib/mossspore/identity.key");
      Files.write(key, new byte[97]);
      run.calls();
      List<String> before = run.files();
      for (String answer : List.of("", "n", "^D")) {
        Tools.Result result = run.onTerminal(List.of("[y/N]:", answer), "--purge");
        assertEquals(1, result.status(), result.output());
        assertTrue(result.output().contains("key 0000000000000000"), result.output());
        run.calls();
        assertEquals(List.of(), run.changesSince(before), answer);
      }
      Tools.Result result = run.onTerminal(List.of("[y/N]:", "y"), "--purge");
      assertEquals(0, result.status(), result.output());
      assertTrue(Files.notExists(key.getParent()));
    }
  }

  private InstallerRun host(String shell) throws IOException {
    InstallerRun run = new InstallerRun(directory, shell);
    run.withSystemd();
    return run;
  }

  private static String[] arguments(InstallerRun run) {
    return run.fromRelease("--monitor-listen", run.release.monitor(true));
  }

  private static String config(InstallerRun run) throws IOException {
    return Files.readString(run.host.path("/etc/mossspore/config.json"));
  }
}
