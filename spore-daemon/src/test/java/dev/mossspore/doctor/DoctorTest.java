package dev.mossspore.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.PeerId;
import dev.mossspore.catalogue.Catalogue;
import dev.mossspore.catalogue.Severity;
import dev.mossspore.config.ConfigInputs;
import dev.mossspore.config.Configuration;
import dev.mossspore.config.Place;
import dev.mossspore.config.Problem;
import dev.mossspore.config.Resolution;
import dev.mossspore.config.SporeConfig;
import dev.mossspore.monitor.NodeInfo;
import dev.mossspore.observe.BuildInfo;
import dev.mossspore.observe.ProcessFigures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class DoctorTest {
  private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
  private static final PeerId KEY = PeerId.of(new byte[PeerId.LENGTH]);
  private static final long MIB = 1 << 20;
  private static final String GOOD =
      "{\"listen_port\":4001,\"monitor\":{\"listen\":\"127.0.0.1:9800\"}}";

  private final Doctor doctor = new Doctor(Catalogue.load());

  @Test
  void findsNothingWhereAllIsWell() {
    Diagnosis diagnosis = doctor.examine(facts(node(), files(), host(), config(GOOD)));
    assertEquals(List.of(), diagnosis.findings());
    assertTrue(diagnosis.checks() > 25, () -> "checks " + diagnosis.checks());
  }

  @Test
  void findsWhatIsWrongWithTheNodeTheGravestFirst() {
    NodeInfo info = info(NodeInfo.Identity.EPHEMERAL, List.of(), List.of("nat_type=unknown"));
    Facts.Node node =
        new Facts.Node(info, List.of("maintenance_stalled"), false, false, false, false, 7);
    assertEquals(
        List.of(
            "degraded",
            "events_lost",
            "identity_ephemeral",
            "maintenance_stalled",
            "no_peers",
            "not_promoted",
            "tcp_not_listening",
            "tcp_not_reachable",
            "udp_not_listening",
            "udp_not_seen"),
        codes(facts(node, files(), host(), config(GOOD))));
    List<Finding> findings = doctor.examine(facts(node, files(), host(), config(GOOD))).findings();
    assertEquals(Severity.ERROR, findings.getFirst().severity());
    assertEquals(Severity.INFO, findings.getLast().severity());
  }

  @Test
  void findsFilesThatAreNotAsTheyShouldBe() {
    Facts.Files files =
        new Facts.Files(
            rights("/s/identity.key", "rw-r-----", true),
            rights("/s", "rwxrwxrwx", false),
            rights("/run/s", "rw-rw-rw-", true));
    assertEquals(
        List.of(
            "admin_socket_open", "identity_readable", "state_dir_not_writable", "state_dir_open"),
        codes(facts(node(), files, host(), config(GOOD))));
  }

  @Test
  void findsWhatTheHostLacks() {
    ProcessFigures process =
        new ProcessFigures(115 * MIB, 120 * MIB, MIB, 96 * MIB, MIB, 20, 395, 400);
    Facts.Host host =
        new Facts.Host(
            Instant.EPOCH, Duration.ofMinutes(-3), process, 212_992, 212_992, 65_000, 65_536);
    assertEquals(
        List.of(
            "clock_stepped",
            "clock_wrong",
            "conntrack_nearly_full",
            "descriptors_low",
            "descriptors_nearly_used",
            "memory_ceiling_low",
            "memory_nearly_used",
            "socket_buffers_small"),
        codes(facts(node(), files(), host, config(GOOD))));
  }

  @Test
  void saysNothingOfWhatTheHostDoesNotTell() {
    ProcessFigures process = new ProcessFigures(0, 0, MIB, 96 * MIB, 0, 0, 0, Long.MAX_VALUE);
    Facts.Host host = new Facts.Host(NOW, Duration.ZERO, process, 0, 0, 0, 0);
    assertEquals(List.of(), codes(facts(node(), files(), host, config(GOOD))));
  }

  @Test
  void findsWhatTheConfigurationHides() {
    assertEquals(
        List.of("listen_port_moves", "monitor_exposed"),
        codes(facts(node(), files(), host(), config("{}"))));
    Problem problem = new Problem(Place.BUILT_IN, "max_peers", "is wrong", "0", "mend it");
    Facts.Config broken =
        new Facts.Config(
            running(GOOD),
            List.of("mesh_id"),
            List.of("psk"),
            new Resolution.Refused(List.of(problem), List.of()),
            List.of("max_peers"));
    assertEquals(
        List.of(
            "config_file_changed",
            "config_file_invalid",
            "config_pending_restart",
            "config_without_effect"),
        codes(facts(node(), files(), host(), broken)));
  }

  @Test
  void findsCertificatesThatEnd() {
    Facts well = facts(node(), files(), host(), config(GOOD));
    Facts ending =
        new Facts(
            well.node(),
            well.files(),
            well.host(),
            well.config(),
            new Facts.Certificates(NOW.plus(Duration.ofDays(3)), "no such file"),
            well.build());
    assertEquals(List.of("certificate_expires", "certificate_unusable"), codes(ending));
  }

  private List<String> codes(Facts facts) {
    return doctor.examine(facts).findings().stream().map(Finding::code).sorted().toList();
  }

  private static Facts facts(
      Facts.Node node, Facts.Files files, Facts.Host host, Facts.Config config) {
    BuildInfo build =
        new BuildInfo("0.1.0", "a".repeat(40), "2026-11-01T00:00:00Z", "25", "linux", "amd64");
    return new Facts(node, files, host, config, new Facts.Certificates(null, ""), build);
  }

  private static Facts.Node node() {
    NodeInfo info =
        info(
            NodeInfo.Identity.LOADED,
            List.of(new NodeInfo.Peer(KEY, "203.0.113.1:4001", false)),
            List.of());
    return new Facts.Node(info, List.of(), true, true, true, true, 0);
  }

  private static NodeInfo info(
      NodeInfo.Identity identity, List<NodeInfo.Peer> peers, List<String> blockedBy) {
    return new NodeInfo(
        "global",
        4001,
        "203.0.113.9:4001",
        peers,
        List.of(),
        new NodeInfo.Relay(blockedBy.isEmpty(), 0, 0, 0, blockedBy),
        List.of(),
        "public",
        KEY,
        false,
        false,
        Duration.ofHours(1),
        false,
        identity,
        blockedBy.isEmpty() ? List.of() : List.of("tcp_listener_down"),
        1);
  }

  private static Facts.Files files() {
    return new Facts.Files(
        rights("/s/identity.key", "rw-------", true),
        rights("/s", "rwx------", true),
        rights("/run/s", "rw-rw----", true));
  }

  private static Facts.FileRights rights(String path, String mode, boolean writable) {
    return new Facts.FileRights(Path.of(path), PosixFilePermissions.fromString(mode), writable);
  }

  private static Facts.Host host() {
    ProcessFigures process =
        new ProcessFigures(100 * MIB, 256 * MIB, MIB, 96 * MIB, MIB, 20, 50, 65_536);
    return new Facts.Host(NOW, Duration.ZERO, process, 4 * MIB, 4 * MIB, 100, 65_536);
  }

  private static Facts.Config config(String json) {
    return new Facts.Config(running(json), List.of(), List.of(), resolve(json), List.of());
  }

  private static SporeConfig running(String json) {
    return resolve(json).config();
  }

  private static Resolution.Accepted resolve(String json) {
    ConfigInputs inputs =
        new ConfigInputs("", Map.of(), Map.of(), Path.of("/home"), false, Long.MAX_VALUE);
    return (Resolution.Accepted)
        Configuration.resolve(inputs, json.getBytes(StandardCharsets.UTF_8));
  }
}
