package dev.mossspore.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** For each key that some part obeys or that needs a restart, a value other than its usual one. */
final class KeySamples {
  private KeySamples() {}

  /**
   * Dotted names to values as JSON.
   *
   * @param directory where files may be named
   */
  static Map<String, String> all(Path directory) {
    Map<String, String> samples = new TreeMap<>();
    samples.put("mesh_id", "\"other\"");
    samples.put("psk", "\"%s\"".formatted("ab".repeat(32)));
    samples.put("network_id", "\"other/1\"");
    samples.put("listen_port", "4001");
    samples.put("listen_host", "\"0.0.0.0\"");
    samples.put("max_peers", "17");
    samples.put("identity_path", "\"%s\"".formatted(directory.resolve("identity.key")));
    samples.put("state_dir", "\"%s\"".formatted(directory.resolve("state")));
    samples.put("static_peers", "[\"127.0.0.1:9\"]");
    samples.put("advertise_addr", "\"203.0.113.5:4001\"");
    samples.put("transport.high_throughput", "false");
    samples.put("monitor.enabled", "false");
    samples.put("monitor.listen", "\"127.0.0.2:0\"");
    samples.put("monitor.info_public", "false");
    samples.put("monitor.metrics", "false");
    samples.put("verbose", "true");
    samples.put("log.level", "\"debug\"");
    samples.put("log.format", "\"json\"");
    samples.put("log_dir", "\"%s\"".formatted(directory.resolve("logs")));
    samples.put("trackers", "[\"udp://127.0.0.1:9/announce\"]");
    samples.put("announce_interval_sec", "60");
    samples.put("bootstrap_timeout_sec", "3");
    samples.put("relay.enabled", "false");
    samples.put("relay.max_bandwidth_kbps", "64");
    samples.put("relay.max_sessions", "7");
    samples.put("relay.session_ttl_sec", "60");
    samples.put("relay.min_uptime_sec", "1");
    samples.put("relay.quota_gib", "1.5");
    samples.put("relay.quota_period", "\"day\"");
    samples.put("relay.per_peer_kbps", "32");
    samples.put("relay_mesh.enabled", "false");
    samples.put("telemetry.enabled", "true");
    samples.put("telemetry.epoch_sec", "60");
    samples.put("telemetry.k_anon", "5");
    samples.put("axiom.token", "\"t\"");
    samples.put("axiom.dataset", "\"d\"");
    samples.put("axiom.endpoint", "\"e\"");
    samples.put("axiom.service", "\"s\"");
    samples.put("axiom.disabled", "true");
    samples.put("veil.role", "\"dialer\"");
    samples.put("veil.listen_addr", "\"a\"");
    samples.put("veil.cover_sni", "\"b\"");
    samples.put("veil.target_addr", "\"c\"");
    samples.put("veil.relays", "[{\"addr\":\"a\",\"cover_sni\":\"b\",\"pubkey\":\"c\"}]");
    samples.put("admin.enabled", "true");
    samples.put("admin.socket", "\"/run/other.sock\"");
    samples.put("admin.socket_mode", "\"0600\"");
    samples.put("admin.socket_group", "\"other\"");
    samples.put("admin.tcp.listen", "\"127.0.0.1:9802\"");
    samples.put("admin.tcp.token_file", "\"%s\"".formatted(directory.resolve("tokens")));
    samples.put("admin.tls.listen", "\":9801\"");
    samples.put("admin.tls.cert", "\"%s\"".formatted(directory.resolve("cert.pem")));
    samples.put("admin.tls.key", "\"%s\"".formatted(directory.resolve("key.pem")));
    samples.put("admin.tls.client_ca", "\"%s\"".formatted(directory.resolve("ca.pem")));
    samples.put("admin.tls.operators", "[\"alice\"]");
    samples.put("admin.tls.admins", "[\"bob\"]");
    return samples;
  }
}
