package dev.mossspore.config;

import static dev.mossspore.config.Reload.LIVE;
import static dev.mossspore.config.Reload.NEW_SESSIONS;
import static dev.mossspore.config.Reload.RESTART;
import static dev.mossspore.config.Trait.EFFECTIVE;
import static dev.mossspore.config.Trait.FLAG;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The key table (chapter 07 sections 4.2 to 4.4). Reading, environment, flags, defaults, checks,
 * display and comparison all follow it; a new key is a new row.
 */
public final class Keys {
  private static final Map<String, Key<?>> TABLE = new LinkedHashMap<>();

  private static final int MAX_KIB_PER_SECOND = 10_000_000;
  private static final int DAY_SECONDS = 86_400;

  /** So large a quota still counts its bytes in a long. */
  private static final long MAX_GIB = 1_000_000_000;

  // Chapter 07 section 4.2: the keys of the first release.
  public static final Key<String> MESH_ID =
      text("mesh_id", Rules.NAME.orEmpty(), "global", RESTART, FLAG, EFFECTIVE);
  public static final Key<Secret> PSK = secret("psk", Rules.PSK.orEmpty(), RESTART);
  public static final Key<Integer> LISTEN_PORT =
      whole("listen_port", 0, 0, 65_535, RESTART, FLAG, EFFECTIVE);
  public static final Key<Integer> MAX_PEERS = whole("max_peers", 200, 1, 65_535, LIVE, EFFECTIVE);
  public static final Key<String> IDENTITY_PATH =
      text("identity_path", Rules.PATH, "", RESTART, FLAG, EFFECTIVE);
  public static final Key<Boolean> LAN_DISCOVERY = bool("lan_discovery", true, LIVE, EFFECTIVE);
  public static final Key<List<String>> TRACKERS =
      list("trackers", Rules.TRACKER, Defaults.TRACKERS, LIVE, EFFECTIVE);
  public static final Key<List<String>> STATIC_PEERS =
      list("static_peers", Rules.PEER, List.of(), LIVE, EFFECTIVE);
  public static final Key<Integer> ANNOUNCE_INTERVAL =
      whole("announce_interval_sec", 120, 10, DAY_SECONDS, LIVE, EFFECTIVE);
  public static final Key<Integer> BOOTSTRAP_TIMEOUT =
      whole("bootstrap_timeout_sec", 5, 1, 300, LIVE, EFFECTIVE);
  public static final Key<Boolean> RELAY_ENABLED = bool("relay.enabled", true, LIVE, EFFECTIVE);
  public static final Key<Integer> RELAY_MAX_BANDWIDTH =
      whole("relay.max_bandwidth_kbps", 1024, 1, MAX_KIB_PER_SECOND, LIVE, EFFECTIVE);
  public static final Key<Integer> RELAY_MAX_SESSIONS =
      whole("relay.max_sessions", 100, 1, 100_000, LIVE, EFFECTIVE);
  public static final Key<Integer> RELAY_SESSION_TTL =
      whole("relay.session_ttl_sec", 1800, 10, DAY_SECONDS, LIVE, EFFECTIVE);
  public static final Key<Integer> RELAY_MIN_UPTIME =
      whole("relay.min_uptime_sec", 60, 1, DAY_SECONDS, LIVE, EFFECTIVE);
  public static final Key<Boolean> NAT_UPNP = bool("nat.upnp", true, LIVE);
  public static final Key<Boolean> NAT_NATPMP = bool("nat.natpmp", true, LIVE);
  public static final Key<Boolean> NAT_PCP = bool("nat.pcp", true, LIVE);
  public static final Key<Integer> NAT_HOLE_PUNCH_ATTEMPTS =
      whole("nat.hole_punch_attempts", 3, 1, 20, LIVE);
  public static final Key<Boolean> TRANSPORT_HIGH_THROUGHPUT =
      bool("transport.high_throughput", true, NEW_SESSIONS, EFFECTIVE);
  public static final Key<Boolean> MONITOR_ENABLED = bool("monitor.enabled", true, LIVE, EFFECTIVE);
  public static final Key<String> MONITOR_LISTEN =
      textOrDefault("monitor.listen", Rules.LISTEN, ":9800", LIVE, FLAG, EFFECTIVE);
  public static final Key<Boolean> AUTO_UPDATE_ENABLED = bool("auto_update.enabled", false, LIVE);
  public static final Key<String> AUTO_UPDATE_INTERVAL =
      textOrDefault("auto_update.interval", Rules.INTERVAL, "24h", LIVE);
  public static final Key<Boolean> VERBOSE = bool("verbose", false, LIVE, FLAG, EFFECTIVE);

  // Chapter 07 section 4.3: accepted so that files of the Go daemon load unchanged.
  public static final Key<String> LOG_DIR = text("log_dir", Rules.PATH, "", LIVE, EFFECTIVE);
  public static final Key<Boolean> RELAY_MESH_ENABLED = bool("relay_mesh.enabled", true, RESTART);
  public static final Key<Boolean> TELEMETRY_ENABLED = bool("telemetry.enabled", false, RESTART);
  public static final Key<Integer> TELEMETRY_EPOCH =
      whole("telemetry.epoch_sec", 300, 1, Integer.MAX_VALUE, RESTART);
  public static final Key<Integer> TELEMETRY_K_ANON =
      whole("telemetry.k_anon", 0, 0, Integer.MAX_VALUE, RESTART);
  public static final Key<Secret> AXIOM_TOKEN = secret("axiom.token", Rule.ANY, RESTART);
  public static final Key<String> AXIOM_DATASET = text("axiom.dataset", Rule.ANY, "", RESTART);
  public static final Key<String> AXIOM_ENDPOINT = text("axiom.endpoint", Rule.ANY, "", RESTART);
  public static final Key<String> AXIOM_SERVICE = text("axiom.service", Rule.ANY, "", RESTART);
  public static final Key<Boolean> AXIOM_DISABLED = bool("axiom.disabled", false, RESTART);
  public static final Key<Boolean> VEIL_ENABLED = bool("veil.enabled", false, RESTART);
  public static final Key<String> VEIL_ROLE =
      text("veil.role", Rule.oneOf(List.of("listener", "dialer")).orEmpty(), "", RESTART);
  public static final Key<String> VEIL_LISTEN_ADDR =
      text("veil.listen_addr", Rule.ANY, "", RESTART);
  public static final Key<String> VEIL_COVER_SNI = text("veil.cover_sni", Rule.ANY, "", RESTART);
  public static final Key<String> VEIL_TARGET_ADDR =
      text("veil.target_addr", Rule.ANY, "", RESTART);
  public static final Key<List<VeilRelay>> VEIL_RELAYS =
      add("veil.relays", new VeilRelaysType(), RESTART);

  // Chapter 07 section 4.4: keys of ours.
  public static final Key<String> NETWORK_ID =
      textOrDefault("network_id", Rules.NAME, "moss/1", RESTART, EFFECTIVE);
  public static final Key<Boolean> DHT_ENABLED = bool("dht_enabled", true, LIVE);
  public static final Key<List<String>> NAT_STUN_SERVERS =
      list("nat.stun_servers", Rules.PEER, Defaults.STUN_SERVERS, LIVE);
  public static final Key<String> LISTEN_HOST =
      textOrDefault("listen_host", Rules.HOST, "0.0.0.0", RESTART, FLAG, EFFECTIVE);
  public static final Key<String> ADVERTISE_ADDR =
      text("advertise_addr", Rules.PEER.orEmpty(), "", LIVE, EFFECTIVE);
  public static final Key<String> STATE_DIR =
      text("state_dir", Rules.PATH, "", RESTART, FLAG, EFFECTIVE);
  public static final Key<Double> RELAY_QUOTA_GIB =
      add("relay.quota_gib", new DecimalType(MAX_GIB, 0.0), LIVE, EFFECTIVE);
  public static final Key<String> RELAY_QUOTA_PERIOD =
      text("relay.quota_period", Words.rule(QuotaPeriod.class), "month", LIVE, EFFECTIVE);
  public static final Key<Integer> RELAY_PER_PEER =
      whole("relay.per_peer_kbps", 0, 0, MAX_KIB_PER_SECOND, LIVE, EFFECTIVE);
  public static final Key<String> LOG_LEVEL =
      text("log.level", Words.rule(LogLevel.class), "info", LIVE, FLAG, EFFECTIVE);
  public static final Key<String> LOG_FORMAT =
      text("log.format", Words.rule(LogFormat.class), "text", LIVE, FLAG, EFFECTIVE);
  public static final Key<Boolean> MONITOR_INFO_PUBLIC =
      bool("monitor.info_public", true, LIVE, EFFECTIVE);
  public static final Key<Boolean> MONITOR_METRICS = bool("monitor.metrics", true, LIVE, EFFECTIVE);
  public static final Key<Boolean> ADMIN_ENABLED = bool("admin.enabled", true, RESTART, EFFECTIVE);
  public static final Key<String> ADMIN_SOCKET =
      textOrDefault("admin.socket", Rules.PATH, Defaults.ADMIN_SOCKET, RESTART, FLAG, EFFECTIVE);
  public static final Key<String> ADMIN_SOCKET_MODE =
      textOrDefault("admin.socket_mode", Rules.MODE, "0660", RESTART, EFFECTIVE);
  public static final Key<String> ADMIN_SOCKET_GROUP =
      text("admin.socket_group", Rule.ANY, "", RESTART, EFFECTIVE);
  public static final Key<String> ADMIN_TCP_LISTEN =
      text("admin.tcp.listen", Rules.LISTEN.orEmpty(), "", RESTART, EFFECTIVE);
  public static final Key<String> ADMIN_TCP_TOKEN_FILE =
      text("admin.tcp.token_file", Rules.PATH, "", RESTART, EFFECTIVE);
  public static final Key<String> ADMIN_TLS_LISTEN =
      text("admin.tls.listen", Rules.LISTEN.orEmpty(), "", RESTART, EFFECTIVE);
  public static final Key<String> ADMIN_TLS_CERT =
      text("admin.tls.cert", Rules.PATH, "", RESTART, EFFECTIVE);
  public static final Key<String> ADMIN_TLS_KEY =
      text("admin.tls.key", Rules.PATH, "", RESTART, EFFECTIVE);
  public static final Key<String> ADMIN_TLS_CLIENT_CA =
      text("admin.tls.client_ca", Rules.PATH, "", RESTART, EFFECTIVE);
  public static final Key<List<String>> ADMIN_TLS_OPERATORS =
      list("admin.tls.operators", Rules.CERTIFICATE_NAME, List.of(), RESTART, EFFECTIVE);
  public static final Key<List<String>> ADMIN_TLS_ADMINS =
      list("admin.tls.admins", Rules.CERTIFICATE_NAME, List.of(), RESTART, EFFECTIVE);

  private Keys() {}

  /** Every key, in the order of the table. */
  public static List<Key<?>> all() {
    return List.copyOf(TABLE.values());
  }

  /** The key of a dotted name, spelled exactly. */
  public static Optional<Key<?>> find(String name) {
    return Optional.ofNullable(TABLE.get(name));
  }

  private static Key<Boolean> bool(String name, boolean fallback, Reload reload, Trait... traits) {
    return add(name, new BoolType(fallback), reload, traits);
  }

  private static Key<Integer> whole(
      String name, int fallback, int min, int max, Reload reload, Trait... traits) {
    return add(name, new IntType(min, max, fallback), reload, traits);
  }

  private static Key<String> text(
      String name, Rule rule, String fallback, Reload reload, Trait... traits) {
    return add(name, new TextType(rule, fallback, false), reload, traits);
  }

  private static Key<String> textOrDefault(
      String name, Rule rule, String fallback, Reload reload, Trait... traits) {
    return add(name, new TextType(rule, fallback, true), reload, traits);
  }

  private static Key<Secret> secret(String name, Rule rule, Reload reload) {
    return add(name, new SecretType(rule), reload);
  }

  private static Key<List<String>> list(
      String name, Rule rule, List<String> fallback, Reload reload, Trait... traits) {
    return add(name, new TextListType(rule, fallback), reload, traits);
  }

  private static <T> Key<T> add(String name, Type<T> type, Reload reload, Trait... traits) {
    Key<T> key = new Key<>(name, type, reload, Set.of(traits));
    TABLE.put(name, key);
    return key;
  }
}
