package dev.mossspore.ctl.testing;

import dev.mossspore.ctl.fleet.Envelope;
import dev.mossspore.ctl.fleet.Failure;
import dev.mossspore.ctl.fleet.Outcome;
import dev.mossspore.ctl.view.ConfigView;
import dev.mossspore.ctl.view.FindingView;
import dev.mossspore.ctl.view.NodeView;
import dev.mossspore.ctl.view.PeerView;
import dev.mossspore.ctl.view.SessionView;
import dev.mossspore.ctl.view.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records for tests of what is shown: always the same. */
public final class Views {
  /** A key as peers have them. */
  public static final String KEY =
      "3f9c01ab5d7e2468ace013579bdf02468ace13579bdf02468ace13579bdf0246";

  private static final String OTHER =
      "9a0b1c2d3e4f5061728394a5b6c7d8e9fa0b1c2d3e4f5061728394a5b6c7d8e9";

  private Views() {}

  /** An answer. */
  public static <T> Envelope<T> ok(String host, long latencyMs, T data) {
    return new Envelope<>(
        host, "ssh://" + host + "/run/mossspore/admin.sock", Outcome.OK, latencyMs, data, null);
  }

  /** No answer. */
  public static <T> Envelope<T> failed(String host, Outcome outcome, String code, String message) {
    return new Envelope<>(
        host,
        "ssh://" + host + "/run/mossspore/admin.sock",
        outcome,
        5001,
        null,
        new Failure(code, message, "look at the host"));
  }

  /** A relay that is well. */
  public static NodeView well() {
    return node("0.1.0", KEY, true, true, List.of(), List.of());
  }

  /** A relay of this version with this key. */
  public static NodeView version(String version, String key) {
    return node(version, key, true, true, List.of(), List.of());
  }

  /** One that is not. */
  public static NodeView unwell() {
    return node(
        "0.1.0",
        KEY,
        false,
        false,
        List.of("tcp_listener_down"),
        List.of("uptime 41/60 s", "nat_type=cgnat"));
  }

  private static NodeView node(
      String version,
      String key,
      boolean ready,
      boolean supernode,
      List<String> degraded,
      List<String> blockedBy) {
    return new NodeView(
        Instant.parse("2026-05-26T18:00:00.123Z"),
        Duration.ofMillis(-12),
        new NodeView.Build(
            version,
            "a1b2c3d4e5f60718293a4b5c6d7e8f9012345678",
            "2026-05-26T17:00:00Z",
            "java25.0.1",
            "linux",
            "amd64"),
        key,
        "loaded",
        "global",
        "moss",
        Duration.ofSeconds(93_784),
        "ok",
        List.of(),
        ready,
        ready ? List.of() : List.of("bootstrap"),
        false,
        degraded,
        4001,
        supernode ? "203.0.113.7:4001" : null,
        supernode ? "full_cone" : "cgnat",
        new NodeView.Promotion(supernode, supernode, blockedBy),
        new NodeView.Peers(123, 4, 900, 17, 200),
        new NodeView.Relay(true, 12, 100, 5_000_000_000L, 1024, 7, 250_000, 1_048_576, 0, 0),
        new NodeView.Resources(140_000_000, 268_435_456, 50_000_000, 9_000_000, 31, 250, 65_536, 0),
        new NodeView.Config(3, "/etc/mossspore/config.json", List.of()));
  }

  /** Two peers, one of them odd. */
  public static List<PeerView> peers() {
    return List.of(
        new PeerView(
            KEY,
            "198.51.100.4:4001",
            "udp",
            "out",
            Duration.ofSeconds(3723),
            Duration.ofNanos(23_400_000),
            0,
            12.5,
            false,
            true,
            true,
            1_500_000,
            900,
            2),
        new PeerView(
            OTHER,
            "[2001:db8::5]:4001",
            "tcp",
            "in",
            Duration.ofSeconds(9),
            null,
            3,
            -40,
            true,
            false,
            false,
            0,
            0,
            0));
  }

  /** A carried session. */
  public static List<SessionView> sessions() {
    return List.of(
        new SessionView(
            "00112233445566778899aabbccddeeff",
            KEY,
            OTHER,
            true,
            Duration.ofMinutes(90),
            Duration.ofMillis(850),
            7_000_000,
            1234,
            0));
  }

  /** Something that a doctor finds. */
  public static FindingView finding() {
    return new FindingView(
        "tcp_listener_down",
        Severity.WARNING,
        "listen_port 4001",
        "peers are served over UDP only",
        "free the TCP port, then restart");
  }

  /** A configuration with a value of each kind. */
  public static ConfigView config(int maxPeers) {
    return new ConfigView(
        3,
        "/etc/mossspore/config.json",
        List.of(
            setting("max_peers", maxPeers, 200, "file"),
            setting("trackers", List.of(), List.of("udp://t.example:1"), "flag"),
            setting("psk", "<redacted>", "", "environment"),
            setting("relay", Map.of("enabled", true), Map.of("enabled", true), "default")));
  }

  private static ConfigView.Setting setting(
      String key, Object value, Object otherwise, String source) {
    return new ConfigView.Setting(key, value, otherwise, source, null, "live", true, null);
  }
}
