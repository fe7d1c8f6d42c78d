package dev.mossspore.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flags, environment and file: which wins, and what each accepts. */
@Tag("unit")
class SourcesTest {
  @TempDir Path dir;

  private Given environment(String name, String value) {
    return Given.nothing(dir).withEnvironment(Map.of(name, value));
  }

  @Test
  void eachKeyIsDecidedByPresenceAndSaysWhereItCameFrom() {
    Settings settings =
        Given.file(dir, "{\"mesh_id\":\"file\",\n \"listen_port\":4001,\"max_peers\":7}")
            .withEnvironment(Map.of("MOSSSPORE_MESH_ID", "env", "MOSSSPORE_LISTEN_PORT", "4002"))
            .withFlags(Map.of("listen_port", "0"))
            .settings();
    assertEquals("env", settings.get(Keys.MESH_ID));
    assertEquals(0, settings.get(Keys.LISTEN_PORT));
    assertEquals("flag --listen-port", origin(settings, Keys.LISTEN_PORT));
    assertEquals("environment variable MOSSSPORE_MESH_ID", origin(settings, Keys.MESH_ID));
    assertEquals("config.json, line 2, column 33", origin(settings, Keys.MAX_PEERS));
    assertEquals("default", origin(settings, Keys.VERBOSE));
  }

  private String origin(Settings settings, Key<?> key) {
    return settings.setting(key).place().toString().replace(dir + "/", "");
  }

  @Test
  void theFileIsNamedByFlagOrVariable() {
    Given.write(dir, "other.json", "{\"mesh_id\":\"other\"}".getBytes(StandardCharsets.UTF_8));
    Given given = environment("MOSSSPORE_CONFIG", dir.resolve("other.json").toString());
    assertEquals("other", given.settings().get(Keys.MESH_ID));
    assertEquals(dir.resolve("other.json"), given.accepted().file());
    Path named = Given.write(dir, "named.json", "{}".getBytes(StandardCharsets.UTF_8));
    assertEquals("global", given.withFile(named.toString()).settings().get(Keys.MESH_ID));
  }

  @Test
  void tildeIsTheHomeDirectoryInEveryPath() throws java.io.IOException {
    Given given = Given.nothing(dir).withFlags(Map.of("identity_path", "~/keys/id"));
    java.nio.file.Files.createDirectories(given.home());
    Given.write(given.home(), "c.json", "{\"log_dir\":\"~/log\"}".getBytes(StandardCharsets.UTF_8));
    SporeConfig config = given.withFile("~/c.json").accepted().config();
    assertEquals(given.home().resolve("keys/id"), config.storage().identity());
    assertEquals(given.home().resolve("keys"), config.storage().state());
    assertEquals(given.home().resolve("log"), config.log().directory());
  }

  @Test
  void stateIsKeptInTheHomeDirectoryWithoutAnIdentityPath() {
    Given given = Given.nothing(dir);
    Path expected = given.home().resolve(".local/share/mossspore");
    assertEquals(expected, given.accepted().config().storage().state());
    assertEquals(
        Path.of("."),
        given.withFlags(Map.of("identity_path", "id")).accepted().config().storage().state());
  }

  @ParameterizedTest
  @CsvSource({"0x1F4,500", "0b11,3", "1_000,1000", "010,8", "0,200"})
  void integersOfTheEnvironmentAreGos(String text, int value) {
    assertEquals(value, environment("MOSSSPORE_MAX_PEERS", text).settings().get(Keys.MAX_PEERS));
  }

  @ParameterizedTest
  @CsvSource({"true,true", "1,true", "false,false", "0,false"})
  void booleansOfTheEnvironment(String text, boolean value) {
    assertEquals(value, environment("MOSSSPORE_NAT_UPNP", text).settings().get(Keys.NAT_UPNP));
  }

  @Test
  void wrongTextsOfTheEnvironmentNameTheVariable() {
    assertEquals(
        List.of(
            "environment variable MOSSSPORE_NAT_UPNP: nat.upnp: expected true or false, got a"
                + " string \"yes\"; write true or false, without quotes"),
        environment("MOSSSPORE_NAT_UPNP", "yes").problems());
    assertEquals(
        List.of(
            "environment variable MOSSSPORE_STATIC_PEERS: static_peers[1]: missing port, expected"
                + " host:port, got \"\"; write host:port or [v6]:port, for example"
                + " 203.0.113.1:4001"),
        environment("MOSSSPORE_STATIC_PEERS", "a:1,").problems());
  }

  @Test
  void listsOfTheEnvironmentMayBeJson() {
    Given given = environment("MOSSSPORE_TRACKERS", "[]");
    assertEquals(List.of(), given.settings().get(Keys.TRACKERS));
    given = environment("MOSSSPORE_STATIC_PEERS", "[\"a:1\", \"[::1]:2\"]");
    assertEquals(List.of("a:1", "[::1]:2"), given.settings().get(Keys.STATIC_PEERS));
    given = environment("MOSSSPORE_STATIC_PEERS", "[\"a:1\"");
    assertEquals(1, given.problems().size());
    given = environment("MOSSSPORE_VEIL_RELAYS", "[{\"addr\":\"a:1\",\"pubkey\":\"p\"}]");
    assertEquals(List.of(new VeilRelay("a:1", "", "p")), given.settings().get(Keys.VEIL_RELAYS));
    assertEquals(1, environment("MOSSSPORE_VEIL_RELAYS", "a:1").problems().size());
  }

  @Test
  void decimalsOfTheEnvironment() {
    Given given = environment("MOSSSPORE_RELAY_QUOTA_GIB", "1.5");
    assertEquals(3L << 29, given.accepted().config().relay().quotaBytes());
    assertEquals(1, environment("MOSSSPORE_RELAY_QUOTA_GIB", "1e99").problems().size());
    assertEquals(1, environment("MOSSSPORE_RELAY_QUOTA_GIB", "NaN").problems().size());
  }

  @Test
  void theGoRuntimesVariableGivesWay() {
    Given given = environment("MOSS_LISTEN_HOST", "fly-global-services");
    assertEquals("fly-global-services", given.accepted().config().network().listenHost());
    given =
        Given.nothing(dir)
            .withEnvironment(
                Map.of("MOSS_LISTEN_HOST", "10.0.0.1", "MOSSSPORE_LISTEN_HOST", "10.0.0.2"));
    assertEquals("10.0.0.2", given.accepted().config().network().listenHost());
    assertEquals(
        List.of(
            "environment variable MOSS_LISTEN_HOST: differs from MOSSSPORE_LISTEN_HOST, which"
                + " counts"),
        given.warnings());
  }

  @Test
  void unknownVariablesAreNamed() {
    Given given =
        Given.nothing(dir)
            .withEnvironment(
                Map.of(
                    "MOSSSPORE_LISTEN_PROT", "1",
                    "MOSSSPORE_EMPTY", "",
                    "MOSSSPORE_OPTS", "-Xmx64m",
                    "MOSS_FORCE_RAW_UDP", "1",
                    "PATH", "/bin"));
    assertEquals(
        List.of(
            "environment variable MOSSSPORE_LISTEN_PROT: unknown environment variable (did you"
                + " mean \"MOSSSPORE_LISTEN_PORT\"?)"),
        given.warnings());
    assertInstanceOf(Resolution.Refused.class, given.resolveStrictly());
  }

  @Test
  void theVerboseFlagOnlyTurnsOn() {
    Given given = Given.file(dir, "{\"verbose\":true,\"log\":{\"level\":\"error\"}}");
    given = given.withFlags(Map.of("verbose", "false"));
    assertEquals(LogLevel.DEBUG, given.accepted().config().log().level());
    given = Given.nothing(dir).withFlags(Map.of("verbose", "true"));
    assertEquals(LogLevel.DEBUG, given.accepted().config().log().level());
  }

  @Test
  void aFlagGivenEmptyIsGiven() {
    Given given = Given.nothing(dir).withFlags(Map.of("mesh_id", ""));
    assertEquals(
        List.of(
            "flag --mesh-id: mesh_id: is required; set it in the config file, MOSSSPORE_MESH_ID or"
                + " --mesh-id"),
        given.problems());
  }

  @Test
  void aKeyThatNobodySetHasNoPlace() {
    Map<String, String> half = Map.of("MOSSSPORE_ADMIN_TCP_LISTEN", "127.0.0.1:9802");
    String problem = Given.nothing(dir).withEnvironment(half).problems().getFirst();
    assertTrue(problem.startsWith("admin.tcp.token_file: is required"), problem);
  }

  @Test
  void anEmptyNameInTheFileIsOverruled() {
    Given given = Given.file(dir, "{\"mesh_id\":\"\"}").withFlags(Map.of("mesh_id", "m"));
    assertEquals("m", given.accepted().config().network().meshId());
  }

  @Test
  void aFlagOutsideTheTableIsABug() {
    Given given = Given.nothing(dir).withFlags(Map.of("max_peers", "1"));
    assertThrows(IllegalArgumentException.class, given::resolve);
  }
}
