package dev.mossspore.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mossspore.testing.SporeProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration files that are handed out load without a word. */
@Tag("system")
class ConfigurationFilesIT {
  private static final Path PACKAGING = Path.of("packaging").toAbsolutePath();

  /** The keys of the first MossSpore (07 section 4.2). */
  private static final List<String> SEED_KEYS =
      List.of(
          "/mesh_id",
          "/psk",
          "/listen_port",
          "/max_peers",
          "/identity_path",
          "/lan_discovery",
          "/trackers",
          "/static_peers",
          "/announce_interval_sec",
          "/bootstrap_timeout_sec",
          "/relay/enabled",
          "/relay/max_bandwidth_kbps",
          "/relay/max_sessions",
          "/relay/session_ttl_sec",
          "/relay/min_uptime_sec",
          "/nat/upnp",
          "/nat/natpmp",
          "/nat/pcp",
          "/nat/hole_punch_attempts",
          "/transport/high_throughput",
          "/monitor/enabled",
          "/monitor/listen",
          "/auto_update/enabled",
          "/auto_update/interval",
          "/verbose");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"mossspore.example.json", "container/config.json"})
  void loads(String name) {
    String file = PACKAGING.resolve(name).toString();
    try (SporeProcess spore =
        SporeProcess.start(directory, Map.of(), "--config", file, "--check-config", "--strict")) {
      assertEquals(0, spore.awaitEnd(), spore.err());
      assertEquals("", spore.err());
    }
  }

  @Test
  void theExampleHasEveryKeyWithItsDefault() throws IOException {
    JsonNode example =
        new ObjectMapper().readTree(PACKAGING.resolve("mossspore.example.json").toFile());
    try (SporeProcess spore = SporeProcess.start(directory, Map.of(), "--check-config")) {
      assertEquals(0, spore.awaitEnd(), spore.err());
      JsonNode defaults = new ObjectMapper().readTree(spore.out());
      for (String key : SEED_KEYS) {
        assertFalse(example.at(key).isMissingNode(), key);
        // What is for each host to say, and the list of trackers, which null leaves as it is.
        if (!List.of("/listen_port", "/identity_path", "/trackers").contains(key)) {
          assertEquals(defaults.at(key), example.at(key), key);
        }
      }
    }
  }
}
