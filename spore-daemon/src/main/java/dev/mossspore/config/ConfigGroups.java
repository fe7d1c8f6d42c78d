package dev.mossspore.config;

import dev.mossspore.base.HostPort;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns validated settings into the groups of {@link SporeConfig}. */
final class ConfigGroups {
  private static final double GIB = 1L << 30;

  private final Settings settings;
  private final Path home;

  ConfigGroups(Settings settings, Path home) {
    this.settings = settings;
    this.home = home;
  }

  SporeConfig config() {
    return new SporeConfig(
        network(),
        discovery(),
        relay(),
        nat(),
        new SporeConfig.Transport(get(Keys.TRANSPORT_HIGH_THROUGHPUT)),
        monitor(),
        new SporeConfig.AutoUpdate(
            get(Keys.AUTO_UPDATE_ENABLED), GoDuration.parse(get(Keys.AUTO_UPDATE_INTERVAL))),
        new SporeConfig.Storage(path(Keys.IDENTITY_PATH), expand(Keys.STATE_DIR)),
        log(),
        admin());
  }

  private SporeConfig.Network network() {
    String advertise = get(Keys.ADVERTISE_ADDR);
    return new SporeConfig.Network(
        get(Keys.MESH_ID),
        get(Keys.PSK),
        get(Keys.NETWORK_ID),
        get(Keys.LISTEN_HOST),
        get(Keys.LISTEN_PORT),
        advertise.isEmpty() ? null : HostPort.parse(advertise),
        get(Keys.MAX_PEERS));
  }

  private SporeConfig.Discovery discovery() {
    return new SporeConfig.Discovery(
        get(Keys.LAN_DISCOVERY),
        get(Keys.DHT_ENABLED),
        get(Keys.TRACKERS).stream().map(URI::create).toList(),
        peers(Keys.STATIC_PEERS),
        seconds(Keys.ANNOUNCE_INTERVAL),
        seconds(Keys.BOOTSTRAP_TIMEOUT));
  }

  private SporeConfig.Relay relay() {
    return new SporeConfig.Relay(
        get(Keys.RELAY_ENABLED),
        get(Keys.RELAY_MAX_BANDWIDTH),
        get(Keys.RELAY_PER_PEER),
        get(Keys.RELAY_MAX_SESSIONS),
        seconds(Keys.RELAY_SESSION_TTL),
        seconds(Keys.RELAY_MIN_UPTIME),
        (long) Math.ceil(get(Keys.RELAY_QUOTA_GIB) * GIB),
        Words.constant(QuotaPeriod.class, get(Keys.RELAY_QUOTA_PERIOD)));
  }

  private SporeConfig.Nat nat() {
    return new SporeConfig.Nat(
        get(Keys.NAT_UPNP),
        get(Keys.NAT_NATPMP),
        get(Keys.NAT_PCP),
        get(Keys.NAT_HOLE_PUNCH_ATTEMPTS),
        peers(Keys.NAT_STUN_SERVERS));
  }

  private SporeConfig.Monitor monitor() {
    return new SporeConfig.Monitor(
        get(Keys.MONITOR_ENABLED),
        HostPort.parse(get(Keys.MONITOR_LISTEN)),
        get(Keys.MONITOR_INFO_PUBLIC),
        get(Keys.MONITOR_METRICS));
  }

  private SporeConfig.Log log() {
    LogLevel level = Words.constant(LogLevel.class, get(Keys.LOG_LEVEL));
    return new SporeConfig.Log(
        get(Keys.VERBOSE) ? LogLevel.DEBUG : level,
        Words.constant(LogFormat.class, get(Keys.LOG_FORMAT)),
        path(Keys.LOG_DIR));
  }

  private SporeConfig.Admin admin() {
    String tcp = get(Keys.ADMIN_TCP_LISTEN);
    String tls = get(Keys.ADMIN_TLS_LISTEN);
    return new SporeConfig.Admin(
        get(Keys.ADMIN_ENABLED),
        expand(Keys.ADMIN_SOCKET),
        settings.setting(Keys.ADMIN_SOCKET).isConfigured(),
        get(Keys.ADMIN_SOCKET_MODE),
        get(Keys.ADMIN_SOCKET_GROUP),
        tcp.isEmpty()
            ? null
            : new SporeConfig.AdminTcp(HostPort.parse(tcp), expand(Keys.ADMIN_TCP_TOKEN_FILE)),
        tls.isEmpty()
            ? null
            : new SporeConfig.AdminTls(
                HostPort.parse(tls),
                expand(Keys.ADMIN_TLS_CERT),
                expand(Keys.ADMIN_TLS_KEY),
                expand(Keys.ADMIN_TLS_CLIENT_CA),
                get(Keys.ADMIN_TLS_OPERATORS),
                get(Keys.ADMIN_TLS_ADMINS)));
  }

  private <T> T get(Key<T> key) {
    return settings.get(key);
  }

  private Duration seconds(Key<Integer> key) {
    return Duration.ofSeconds(get(key));
  }

  private List<HostPort> peers(Key<List<String>> key) {
    return get(key).stream().map(HostPort::parse).toList();
  }

  private @Nullable Path path(Key<String> key) {
    return get(key).isEmpty() ? null : expand(key);
  }

  private Path expand(Key<String> key) {
    return HomePath.expand(get(key), home);
  }
}
