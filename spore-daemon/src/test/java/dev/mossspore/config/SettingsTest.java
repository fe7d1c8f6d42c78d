package dev.mossspore.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparing, showing and typing resolved settings. */
@Tag("unit")
class SettingsTest {
  @TempDir Path dir;

  private Given file(String text) {
    return Given.file(dir, text.replace('\'', '"'));
  }

  @Test
  void changesCarryTheirReloadClass() {
    Settings before = file("{'listen_port':1,'max_peers':5}").settings();
    Settings after =
        file("{'max_peers':6,'transport':{'high_throughput':false},'nat':{'upnp':true}}")
            .settings();
    assertEquals(
        List.of(
            new Change("listen_port", Reload.RESTART),
            new Change("max_peers", Reload.LIVE),
            new Change("transport.high_throughput", Reload.NEW_SESSIONS)),
        after.changesSince(before));
    assertEquals(List.of(), after.changesSince(after));
  }

  @Test
  void keysWithoutEffectAreNamedWhenTheyMatter() {
    Settings settings =
        file("{'max_peers':5,'nat':{'upnp':false},'dht_enabled':true,"
                + "'relay':{'quota_gib':2},'telemetry':{'enabled':true}}")
            .settings();
    assertEquals(List.of("nat.upnp", "telemetry.enabled"), settings.notYetEffective());
  }

  @Test
  void whatIsShownLoadsAgain() {
    Settings settings =
        file("{'psk':'','relay':{'quota_gib':2.5},'trackers':[],"
                + "'veil':{'relays':[{'addr':'a','cover_sni':'b','pubkey':'c'}]}}")
            .settings();
    Given again = Given.file(dir, settings.toJson());
    assertEquals(List.of(), again.settings().changesSince(settings));
    assertEquals(settings.toJson(), again.settings().toJson());
  }

  @Test
  void eachValueNamesWhatGaveIt() throws JsonProcessingException {
    Settings settings =
        file("{'mesh_id':'a',\n 'max_peers':200,\n 'psk':'%s','log':{'level':'warn'}}"
                .formatted("ab".repeat(32)))
            .withEnvironment(
                Map.of("MOSSSPORE_LOG_LEVEL", "error", "MOSS_LISTEN_HOST", "127.0.0.1"))
            .withFlags(Map.of("mesh_id", "b", "verbose", "false"))
            .settings();
    assertEquals(Source.FLAG, settings.setting(Keys.MESH_ID).source());
    assertEquals(Source.FILE, settings.setting(Keys.MAX_PEERS).source());
    assertEquals(Source.ENV, settings.setting(Keys.LOG_LEVEL).source());
    assertEquals(Source.ENV, settings.setting(Keys.LISTEN_HOST).source());
    assertEquals(Source.DEFAULT, settings.setting(Keys.VERBOSE).source());
    assertEquals(Source.DEFAULT, settings.setting(Keys.STATE_DIR).source());
    JsonNode shown = new ObjectMapper().readTree(settings.sourcesToJson());
    assertEquals(Keys.all().size(), shown.size());
    assertEquals(
        "{'value':'b','source':'flag','place':'flag --mesh-id'}".replace('\'', '"'),
        shown.get("mesh_id").toString());
    assertEquals("<redacted>", shown.at("/psk/value").asText());
    assertEquals(200, shown.at("/max_peers/value").intValue());
    assertEquals(
        dir.resolve("config.json") + ", line 2, column 14", shown.at("/max_peers/place").asText());
    assertEquals("environment variable MOSSSPORE_LOG_LEVEL", shown.at("/log.level/place").asText());
    assertEquals("default", shown.at("/relay.enabled/source").asText());
  }

  @Test
  void theDefaultsAreTyped() {
    SporeConfig config = Given.nothing(dir).accepted().config();
    assertNull(config.storage().identity());
    assertNull(config.network().advertise());
    assertNull(config.log().directory());
    assertEquals("moss/1", config.network().networkId());
    assertEquals(15, config.discovery().trackers().size());
    assertEquals(8, config.nat().stunServers().size());
    assertEquals(Duration.ofMinutes(30), config.relay().sessionTtl());
    assertEquals(0, config.relay().quotaBytes());
    assertEquals(QuotaPeriod.MONTH, config.relay().quotaPeriod());
    assertEquals(LogLevel.INFO, config.log().level());
    assertEquals(LogFormat.TEXT, config.log().format());
    assertEquals(Path.of("/run/mossspore/admin.sock"), config.admin().socket());
  }

  @Test
  void valuesAreTyped() {
    SporeConfig config =
        file("{'trackers':['udp://t.example:1/a'],'static_peers':['[::1]:5'],"
                + "'advertise_addr':'203.0.113.1:4001','log':{'format':'json'},"
                + "'relay':{'quota_period':'day','quota_gib':1}}")
            .accepted()
            .config();
    assertEquals(List.of(URI.create("udp://t.example:1/a")), config.discovery().trackers());
    assertEquals("::1", config.discovery().staticPeers().getFirst().host());
    assertEquals("203.0.113.1:4001", String.valueOf(config.network().advertise()));
    assertEquals(LogFormat.JSON, config.log().format());
    assertEquals(QuotaPeriod.DAY, config.relay().quotaPeriod());
    assertEquals(1L << 30, config.relay().quotaBytes());
  }
}
