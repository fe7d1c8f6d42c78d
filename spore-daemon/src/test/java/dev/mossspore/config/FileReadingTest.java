package dev.mossspore.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading the configuration file. */
@Tag("unit")
class FileReadingTest {
  @TempDir Path dir;

  private Given file(String text) {
    return Given.file(dir, text.replace('\'', '"'));
  }

  @Test
  void everythingWrongIsReportedAtOnce() {
    String text =
        """
        {
          'listen_port': '4001',
          'trackers': ['udp://a:1/', 7, 'udp://b'],
          'relay': {'enabled': 1, 'max_sessions': -1},
          'nat': []
        }
        """;
    assertEquals(
        List.of(
            "config.json, line 5, column 10: nat: expected an object, got a list; write { } with"
                + " the keys hole_punch_attempts, natpmp, pcp, stun_servers, upnp",
            "config.json, line 2, column 18: listen_port: expected an integer, got a string"
                + " \"4001\"; write a whole number without quotes, fraction or exponent",
            "config.json, line 3, column 30: trackers[1]: expected a string, got 7; write a URL,"
                + " for example udp://tracker.example:1337/announce",
            "config.json, line 3, column 33: trackers[2]: missing port, expected host:port, got"
                + " \"udp://b\"; write a URL, for example udp://tracker.example:1337/announce",
            "config.json, line 4, column 24: relay.enabled: expected true or false, got 1; write"
                + " true or false, without quotes",
            "config.json, line 4, column 43: relay.max_sessions: must be between 1 and 100000 (or 0"
                + " for the default 100), got -1; write a whole number without quotes, fraction or"
                + " exponent"),
        file(text).problems());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "{'a':1]|1|7|unexpected ']'",
        "{'a':1,\\n'b':[1,]}|2|8|nothing follows the comma",
        "{'psk':tru}|1|8|unexpected 't'",
        "{'a':'b|1|8|the text ends before the value is complete",
        "{'a'|1|5|the text ends before the value is complete",
        "{'a':'x\\ny'}|1|8|a control character or line break",
        "{\\n# note\\n}|2|1|comments are not part of JSON",
        "{'log_dir':'C:\\Program'}|1|15|write each backslash twice, as in C:\\\\ProgramData",
        "{'a':007}|1|7|unexpected '0'",
        "{'a':NaN}|1|6|unexpected 'N'",
        "{'a':1}\\n\\n{}|3|1|text after the end of the object",
        "7|1|1|the top level must be an object, got a number"
      },
      delimiter = '|')
  void brokenTextsAreLocated(String text, int line, int column, String wrong) {
    String problem = file(text.replace("\\n", "\n")).problems().getFirst();
    assertTrue(
        problem.startsWith("config.json, line " + line + ", column " + column + ": "), problem);
    assertTrue(problem.contains(wrong.replace('\'', '"')), problem);
  }

  @Test
  void filesThatCannotBeReadAreExplained() {
    Given given = Given.nothing(dir);
    assertEquals(
        List.of("missing.json: no such file; create it or correct the path"),
        given.withFile(dir.resolve("missing.json").toString()).problems());
    assertEquals(
        List.of(dir + ": is a directory; name a file"), given.withFile(dir.toString()).problems());
    assertTrue(
        given.withFile("a\0b").problems().getFirst().startsWith("flag --config: is not a path"));
    Path file = Given.write(dir, "file", new byte[0]);
    assertTrue(
        given
            .withFile(file.resolve("x").toString())
            .problems()
            .getFirst()
            .contains("cannot be read"));
  }

  @Test
  void otherEncodingsAreExplained() {
    byte[] utf16 = "{}".getBytes(StandardCharsets.UTF_16);
    assertEquals(
        List.of("config.json, line 1, column 1: not UTF-8: byte 0xfe; save the file as UTF-8"),
        Given.file(dir, utf16).problems());
  }

  @Test
  void truncatedUtf8IsExplained() {
    byte[] cut = {'{', '"', 'a', (byte) 0xc3};
    assertEquals(
        List.of("config.json, line 1, column 4: not UTF-8: byte 0xc3; save the file as UTF-8"),
        Given.file(dir, cut).problems());
  }

  @Test
  void aGroupGivenTwiceIsMerged() {
    Given given = file("{'relay':{'max_sessions':5},'relay':{'enabled':false,'max_sessions':6}}");
    assertEquals(6, given.settings().get(Keys.RELAY_MAX_SESSIONS));
    assertEquals(false, given.settings().get(Keys.RELAY_ENABLED));
    assertEquals(
        List.of(
            "config.json, line 1, column 29: relay given twice; the last value of each key counts",
            "config.json, line 1, column 54: relay.max_sessions given twice; the last one counts"),
        given.warnings());
  }

  @Test
  void theExactSpellingWins() {
    Given given = file("{'max_peers':1,'MAX_PEERS':2,'Relay':{'MAX_sessions':3}}");
    assertEquals(1, given.settings().get(Keys.MAX_PEERS));
    assertEquals(3, given.settings().get(Keys.RELAY_MAX_SESSIONS));
    assertEquals(4, given.warnings().size(), given.warnings()::toString);
  }

  @Test
  void nullIsAsIfNotWritten() {
    Given given = file("{'max_peers':1,'max_peers':null,'unheard_of':null}");
    assertEquals(1, given.settings().get(Keys.MAX_PEERS));
    assertEquals(List.of(), given.warnings());
  }

  @Test
  void unknownNamesComeWithAGuess() {
    Given given =
        file(
            "{'max_sessions':1,'relay.enabled':true,'relya':{'enabled':false},"
                + "'veil':{'relays':[{'adr':'x'}]},'zzz\\n':1}");
    assertEquals(
        List.of(
            "config.json, line 1, column 2: unknown key \"max_sessions\" (did you mean"
                + " \"relay.max_sessions\"?)",
            "config.json, line 1, column 19: unknown key \"relay.enabled\"; a dot in a name means"
                + " an object in it",
            "config.json, line 1, column 40: unknown key \"relya\" (did you mean \"relay\"?)",
            "config.json, line 1, column 98: unknown key \"zzz\\u000a\"",
            "config.json, line 1, column 85: unknown key \"veil.relays[].adr\" (did you mean"
                + " \"addr\"?)"),
        given.warnings());
    assertInstanceOf(Resolution.Refused.class, given.resolveStrictly());
  }

  @Test
  void aFloodOfMistakesIsCutShort() {
    Given given = file("{'trackers':[" + "1,".repeat(5000) + "1]}");
    assertEquals(Findings.MAX + 1, given.problems().size());
    assertTrue(given.problems().getLast().contains("and 4901 more problems"));
    given = file("{" + "'x':1,".repeat(5000) + "'y':1}");
    assertEquals(Findings.MAX + 1, given.warnings().size());
    assertTrue(given.warnings().getLast().contains("and 4901 more warnings"));
  }
}
