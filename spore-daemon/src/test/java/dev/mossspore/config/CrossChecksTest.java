package dev.mossspore.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks across keys. */
@Tag("unit")
class CrossChecksTest {
  @TempDir Path dir;

  private Given file(String text) {
    return Given.file(dir, text.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, :9000, true",
    "0.0.0.0, 127.0.0.1:9000, true",
    "10.0.0.1, [::]:9000, true",
    "127.0.0.1, localhost:9000, true",
    "10.0.0.1, 127.0.0.1:9000, false",
    "0.0.0.0, [::1]:9000, false",
    "0.0.0.0, :9001, false"
  })
  void theMonitorNeedsAPortOfItsOwn(String host, String listen, boolean clash) {
    String text =
        String.format(
            "{'listen_port':9000,'listen_host':'%s','monitor':{'listen':'%s'}}", host, listen);
    boolean refused = file(text).resolve() instanceof Resolution.Refused;
    assertEquals(clash, refused);
    String off = text.replace("'listen':", "'enabled':false,'listen':");
    assertTrue(file(off).resolve() instanceof Resolution.Accepted);
  }

  @Test
  void theClashIsExplained() {
    assertEquals(
        List.of(
            "config.json, line 1, column 43: monitor.listen: the same port as listen_port, got"
                + " :9000; choose another port"),
        file("{'listen_port':9000,'monitor':{'listen':  ':9000'}}").problems());
  }

  @Test
  void aBrokenPortIsNotBlamedTwice() {
    assertEquals(1, file("{'listen_port':9800,'monitor':{'listen':'x'}}").problems().size());
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:9800, false",
    "localhost:1, false",
    "[::1]:1, false",
    ":9800, false",
    "0.0.0.0:9800, true",
    ":9801, true",
    "127.example:1, true"
  })
  void anExposedMonitorIsWarnedAbout(String listen, boolean warned) {
    List<String> warnings = file("{'monitor':{'listen':'" + listen + "'}}").warnings();
    assertEquals(warned, warnings.toString().contains("not a loopback address"), listen);
  }

  @Test
  void aMovingPortWithoutMappingIsWarnedAbout() {
    String text = "{'nat':{'upnp':false,'natpmp':false,'pcp':false}}";
    assertEquals(1, file(text).warnings().size());
    assertEquals(List.of(), file(text.replace("{'nat", "{'listen_port':4001,'nat")).warnings());
    assertEquals(List.of(), file(text.replace("'pcp':false", "'pcp':true")).warnings());
    String noRelay = text.replace("{'nat", "{'relay':{'enabled':false},'nat");
    assertEquals(List.of(), file(noRelay).warnings());
  }

  @Test
  void whatIsNotBuiltIsNamed() {
    assertTrue(
        file("{'telemetry':{'enabled':true}}").warnings().toString().contains("nothing is sent"));
    String axiom = "{'axiom':{'token':'t','dataset':'d'}}";
    assertTrue(file(axiom).warnings().toString().contains("nothing is sent"));
    assertEquals(List.of(), file(axiom.replace(",'dataset':'d'", "")).warnings());
    assertEquals(List.of(), file(axiom.replace("'t'", "'t','disabled':true")).warnings());
  }

  @Test
  void veilIsRefusedWhenAskedFor() {
    String veil = "{'veil':{'enabled':true,'role':'dialer','relays':[{'addr':'a:1'}]}}";
    assertEquals(
        List.of(
            "config.json, line 1, column 20: veil.enabled: this daemon has no veil, got true; set"
                + " it to false to run unmasked"),
        file(veil).problems());
    assertEquals(List.of(), file(veil.replace("true", "false")).warnings());
  }

  @ParameterizedTest
  @CsvSource({"1000, 1256, false", "1000, 1255, true", "200, 1024, false", "1024, 1024, true"})
  void peersNeedDescriptors(int peers, long openFiles, boolean warned) {
    List<String> warnings =
        file("{'max_peers':%d}".formatted(peers)).withOpenFiles(openFiles).warnings();
    assertEquals(warned, warnings.stream().anyMatch(w -> w.contains("max_peers: needs up to")));
  }
}
