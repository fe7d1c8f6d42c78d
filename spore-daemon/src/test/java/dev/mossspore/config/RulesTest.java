package dev.mossspore.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each kind of string accepts and refuses. */
@Tag("unit")
class RulesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "udp://tracker.example:1337/announce",
        "UDP://tracker.example:1337",
        "http://tracker.example/announce",
        "https://[2001:db8::1]/a?b=c",
        "https://user:word@tracker.example:8443/",
        "udp://under_score.example:1"
      })
  void trackers(String url) {
    assertEquals(Optional.empty(), Rules.TRACKER.objection(url));
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://t.example/, 'the scheme must be udp, http or https'",
    "t.example:80, 'the scheme must be udp, http or https'",
    "udp://t.example/announce, 'missing port, expected host:port'",
    "udp://t.example:0/, expected a port between 1 and 65535",
    "http://t.example:65536/, expected a port between 0 and 65535",
    "http:///announce, has no host",
    "http:opaque, has no host",
    "'http://a b/', is not a URL",
    "udp://:80/, the host is neither an IP literal nor a valid host name"
  })
  void brokenTrackers(String url, String objection) {
    assertEquals(Optional.of(objection), Rules.TRACKER.objection(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "0.0.0.0", "a.b.", "1a.2b", "fe80::1%eth0", "::", "x_y", "3com.com"})
  void hosts(String host) {
    assertEquals(Optional.empty(), Rules.HOST.objection(host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a..b",
        "a b",
        "1.2.3",
        "256.1.1.1",
        "1.2.3.4.5",
        "12",
        "[::1]",
        ":::",
        "a/b",
        "é"
      })
  void brokenHosts(String host) {
    assertTrue(Rules.HOST.objection(host).isPresent());
  }

  @Test
  void hostNamesAreBounded() {
    String label = "a".repeat(63);
    assertTrue(Rules.HOST.objection(label).isEmpty());
    assertTrue(Rules.HOST.objection(label + "a").isPresent());
    String name = String.join(".", label, label, label, "a".repeat(61));
    assertTrue(Rules.HOST.objection(name).isEmpty());
    assertTrue(Rules.HOST.objection(name + "a").isPresent());
  }

  @Test
  void namesAreCountedInBytes() {
    assertTrue(Rules.NAME.objection("é".repeat(128)).isEmpty());
    assertTrue(Rules.NAME.objection("é".repeat(128) + "a").isPresent());
    assertTrue(Rules.NAME.objection("a\u00a0b").isPresent());
    assertTrue(Rules.NAME.objection("a\u007fb").isPresent());
    assertTrue(Rules.NAME.objection("a\ud800b").isPresent());
    assertTrue(Rules.NAME.objection("a\ud83d\ude00b").isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"a:1,true", "[::1]:65535,true", "a:0,false", ":1,false", "a,false", "::1:5,false"})
  void peers(String text, boolean good) {
    assertEquals(good, Rules.PEER.objection(text).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"0660,true", "600,true", "0888,false", "1777,false", "rw,false"})
  void fileModes(String text, boolean good) {
    assertEquals(good, Rules.MODE.objection(text).isEmpty());
  }

  @Test
  void paths() {
    assertTrue(Rules.PATH.objection("/var/lib/x").isEmpty());
    assertTrue(Rules.PATH.objection("a\0b").isPresent());
  }

  @Test
  void choicesNameTheWords() {
    Optional<String> objection =
        Keys.LOG_LEVEL.type().read(new Json.Str(Spot.NONE, "INFO"))
                instanceof Reading.Faulty<String>(var faults)
            ? Optional.of(faults.getFirst().wrong())
            : Optional.empty();
    assertEquals(Optional.of("must be one of error, warn, info, debug"), objection);
  }
}
