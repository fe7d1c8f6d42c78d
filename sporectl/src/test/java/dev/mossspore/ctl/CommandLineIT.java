package dev.mossspore.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.ctl.testing.Ctl;
import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher as somebody types at it who does not know it yet. */
@Tag("system")
class CommandLineIT {
  @TempDir Path directory;

  @Test
  void saysItsVersionAndHelp() {
    assertTrue(run("--version").out().matches("sporectl \\S+.*\n"));
    assertEquals(run("--version"), run("-V"));
    Ctl.Result help = run("--help");
    assertEquals(0, help.status());
    assertTrue(help.out().contains("Exit codes:"), help.out());
    for (String command :
        List.of("status", "peers", "sessions", "tail", "why", "doctor", "netcheck", "reload")) {
      Ctl.Result one = run(command, "--help");
      assertEquals(0, one.status());
      assertTrue(one.out().contains("Examples:"), one.out());
      assertTrue(help.out().contains("  " + command), command);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "|Usage: sporectl",
        "config|Usage: sporectl config",
        "statsu|Did you mean: sporectl status",
        "-l web status|options of a command stand behind it",
        "status --limt x|Possible solutions: --limit",
        "status -l web|-l needs an inventory",
        "status -i /nope.ini|inventory /nope.ini does not exist",
        "status --host web01|over ssh it is --host ssh://web01",
        "status --timeout 5|'5' is no duration",
        "status --timeout 0s|have to be above 0",
        "status -o jsno|'jsno' is none of table, wide",
        "status --filter helth=ok|did you mean 'health'?",
        "peers --sort rtt|did you mean 'rtt_seconds'?",
        "why xyz|'xyz' is no peer id",
        "tail --since yesterday|write 10m for ten minutes ago",
        "explain socket_mising|did you mean 'socket_missing'?",
        "config diff --file a --like b|exclude each other",
        "identity show /nope|/nope does not exist"
      })
  void saysWhatIsWrongAndEndsWith2(@org.jspecify.annotations.Nullable String line, String said) {
    Ctl.Result result = line == null ? run() : run(line.split(" ", -1));
    assertEquals(2, result.status());
    assertEquals("", result.out());
    assertTrue(result.err().contains(said), result.err());
    assertFalse(result.err().contains("Exception"), result.err());
  }

  @Test
  void explainsWithoutADaemon() {
    assertTrue(run("explain").out().lines().count() > 50);
    assertTrue(run("explain", "socket_permission").out().contains("usermod"));
    assertEquals(0, run("explain", "-o", "yaml").status());
  }

  @Test
  void convertsIdentitiesIntoNewFilesOnly() throws IOException {
    Path from = directory.resolve("from.key");
    Files.write(from, java.util.HexFormat.of().parseHex(vector()));
    Path to = directory.resolve("to.key");
    Ctl.Result made = run("identity", "convert", "--to", "go", from.toString(), to.toString());
    assertEquals(0, made.status(), made.err());
    assertEquals(129, Files.size(to));
    assertEquals(
        "rw-------",
        java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(to)));
    Ctl.Result again = run("identity", "convert", "--to", "go", from.toString(), to.toString());
    assertEquals(2, again.status());
    assertTrue(again.err().contains("never overwritten"), again.err());
    Files.write(from, new byte[97]);
    assertEquals(2, run("identity", "show", from.toString()).status());
    String shown = run("identity", "show", to.toString(), "-o", "json").out();
    assertTrue(shown.contains("\"bytes\": 129"), shown);
  }

  @Test
  void completesInEachShell() throws IOException {
    Tools.requirePrograms("bash", "zsh", "fish");
    for (String shell : List.of("bash", "zsh", "fish")) {
      Path script = directory.resolve("completion." + shell);
      Files.writeString(script, run("completion", shell).out());
      Tools.Result checked = Tools.run(shell + " -n " + script);
      assertEquals(0, checked.status(), checked.output());
    }
    String fish =
        Tools.run(
                "fish -c 'source %s; complete -C \"sporectl config \"'"
                    .formatted(directory.resolve("completion.fish")))
            .output();
    assertTrue(fish.contains("show\t") && fish.contains("diff\t"), fish);
  }

  @Test
  void hasAManPageForEachCommand() throws IOException {
    Tools.requirePrograms("man", "groff");
    Path pages = Ctl.LAUNCHER.resolve("../../share/man/man1").normalize();
    try (var files = Files.list(pages)) {
      List<Path> all = files.sorted().toList();
      assertTrue(all.size() >= 18, all.toString());
      for (Path page : all) {
        Tools.Result checked = Tools.run("groff -man -ww -z -Tutf8 " + page);
        assertEquals("", checked.output(), page.toString());
      }
    }
    String shown = Tools.run("MANWIDTH=80 man -l " + pages.resolve("sporectl-status.1")).output();
    assertTrue(shown.contains("--timeout") && shown.contains("EXAMPLES"), shown);
  }

  private Ctl.Result run(String... arguments) {
    return Ctl.run(directory, arguments);
  }

  private static String vector() throws IOException {
    String file =
        Files.readString(Path.of("src/test/resources/vectors/daemon/identity_files.json"));
    var matcher =
        java.util.regex.Pattern.compile("\"encode97_hex\"\\s*:\\s*\"([0-9a-f]+)\"").matcher(file);
    assertTrue(matcher.find());
    return matcher.group(1);
  }
}
