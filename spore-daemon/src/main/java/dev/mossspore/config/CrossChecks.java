package dev.mossspore.config;

import dev.mossspore.base.HostPort;
import java.time.Duration;
import java.util.Set;

/** Checks that need more than one key, or a value's source (chapter 07 sections 4.2 and 4.3). */
final class CrossChecks {
  /** Handshakes under way, monitor connections, libraries, logs: more than all of these take. */
  private static final int OTHER_DESCRIPTORS = 256;

  private static final Duration SHORT_INTERVAL = Duration.ofMinutes(15);

  private final Settings settings;
  private final Findings findings;
  private final long openFiles;

  /**
   * @param openFiles how many files and sockets this process may open
   */
  CrossChecks(Settings settings, Findings findings, long openFiles) {
    this.settings = settings;
    this.findings = findings;
    this.openFiles = openFiles;
  }

  void run() {
    meshIdIsSet();
    monitorHasItsOwnPort();
    monitorIsPrivate();
    relayPortIsReachable();
    updatesAreSparse();
    peersHaveDescriptors();
    adminIsGuarded();
    ignoredKeys();
    veilIsOff();
  }

  private void meshIdIsSet() {
    if (settings.get(Keys.MESH_ID).isEmpty()) {
      String fix = "set it in the config file, MOSSSPORE_MESH_ID or --mesh-id";
      problem(Keys.MESH_ID, "is required", fix);
    }
  }

  private void monitorHasItsOwnPort() {
    int port = settings.get(Keys.LISTEN_PORT);
    HostPort monitor = HostPort.parse(settings.get(Keys.MONITOR_LISTEN));
    boolean judged =
        Set.of(Keys.LISTEN_PORT, Keys.MONITOR_LISTEN).stream().noneMatch(findings::blames);
    if (judged
        && settings.get(Keys.MONITOR_ENABLED)
        && port != 0
        && port == monitor.port()
        && Hosts.overlap(settings.get(Keys.LISTEN_HOST), monitor.host())) {
      problem(Keys.MONITOR_LISTEN, "the same port as listen_port", "choose another port");
    }
  }

  /** The default is exempt: it is what the documentation shows, and the operator did not ask. */
  private void monitorIsPrivate() {
    String listen = settings.get(Keys.MONITOR_LISTEN);
    if (settings.get(Keys.MONITOR_ENABLED)
        && !listen.equals(Keys.MONITOR_LISTEN.fallback())
        && !Hosts.isLoopback(HostPort.parse(listen).host())) {
      String text = "is not a loopback address; the monitor asks for no password and lists peers";
      warn(Keys.MONITOR_LISTEN, text);
    }
  }

  private void relayPortIsReachable() {
    boolean mapped =
        settings.get(Keys.NAT_UPNP) || settings.get(Keys.NAT_NATPMP) || settings.get(Keys.NAT_PCP);
    if (settings.get(Keys.LISTEN_PORT) == 0 && settings.get(Keys.RELAY_ENABLED) && !mapped) {
      String text = "is 0, so the port changes at every start and no firewall rule can follow it";
      warn(Keys.LISTEN_PORT, text);
    }
  }

  private void updatesAreSparse() {
    Duration interval = GoDuration.parse(settings.get(Keys.AUTO_UPDATE_INTERVAL));
    if (interval.compareTo(SHORT_INTERVAL) < 0) {
      warn(Keys.AUTO_UPDATE_INTERVAL, "below 15m: the release service may rate-limit the host");
    }
  }

  /** A peer over TCP holds one descriptor; peers over UDP and relayed sessions hold none. */
  private void peersHaveDescriptors() {
    int wanted = settings.get(Keys.MAX_PEERS) + OTHER_DESCRIPTORS;
    if (wanted > openFiles) {
      warn(
          Keys.MAX_PEERS,
          "needs up to %d open files, and the system allows this process %d (ulimit -n)"
              .formatted(wanted, openFiles));
    }
  }

  /** From this host alone is no authentication, and from others a token would pass in the clear. */
  private void adminIsGuarded() {
    String tcp = settings.get(Keys.ADMIN_TCP_LISTEN);
    if (!tcp.isEmpty() && !findings.blames(Keys.ADMIN_TCP_LISTEN)) {
      if (!Hosts.isLoopback(HostPort.parse(tcp).host())) {
        String fix = "listen on 127.0.0.1, or use admin.tls.listen for other hosts";
        problem(Keys.ADMIN_TCP_LISTEN, "must be a loopback address", fix);
      }
      needs(Keys.ADMIN_TCP_TOKEN_FILE, "admin.tcp.listen");
    }
    if (!settings.get(Keys.ADMIN_TLS_LISTEN).isEmpty()) {
      needs(Keys.ADMIN_TLS_CERT, "admin.tls.listen");
      needs(Keys.ADMIN_TLS_KEY, "admin.tls.listen");
      needs(Keys.ADMIN_TLS_CLIENT_CA, "admin.tls.listen");
    }
  }

  private void needs(Key<String> key, String because) {
    if (settings.get(key).isEmpty()) {
      problem(key, "is required with " + because, "name the file");
    }
  }

  private void ignoredKeys() {
    if (settings.setting(Keys.RELAY_MESH_ENABLED).isConfigured()) {
      Place place = settings.setting(Keys.RELAY_MESH_ENABLED).place();
      findings.warn(place, "relay_mesh is deprecated and ignored");
    }
    if (settings.get(Keys.TELEMETRY_ENABLED)) {
      warn(Keys.TELEMETRY_ENABLED, "nothing is sent: this daemon has no telemetry");
    }
    boolean axiom =
        !settings.get(Keys.AXIOM_TOKEN).isEmpty() && !settings.get(Keys.AXIOM_DATASET).isEmpty();
    if (axiom && !settings.get(Keys.AXIOM_DISABLED)) {
      warn(Keys.AXIOM_TOKEN, "nothing is sent: this daemon ships no logs");
    }
  }

  /** An operator who asked for masking must not run unmasked. */
  private void veilIsOff() {
    if (settings.get(Keys.VEIL_ENABLED)) {
      problem(Keys.VEIL_ENABLED, "this daemon has no veil", "set it to false to run unmasked");
    }
  }

  private void warn(Key<?> key, String text) {
    findings.warn(settings.setting(key).place(), key.name() + ": " + text);
  }

  private void problem(Key<?> key, String wrong, String fix) {
    Setting<?> setting = settings.setting(key);
    String got = Quoted.plain(String.valueOf(setting.plain()));
    findings.problem(new Problem(setting.place(), key.name(), wrong, got, fix));
  }
}
