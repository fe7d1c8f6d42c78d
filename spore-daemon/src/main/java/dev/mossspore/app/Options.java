package dev.mossspore.app;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command line (07 section 2). Values stay text: the configuration checks them, together with
 * all others.
 */
@Command(
    name = "mossspore",
    description = "Runs a spore: a headless node that helps the peers of a Moss mesh to meet.",
    sortOptions = false,
    usageHelpAutoWidth = true,
    footer = {
      "",
      "Started bare, it runs with the defaults. Every configuration key can also be given in the",
      "environment as MOSSSPORE_<KEY>, for example MOSSSPORE_RELAY_MAX_SESSIONS=50. A flag wins"
          + " over",
      "the environment, the environment over the file.",
      "",
      "Exit codes: 0 asked to stop, 1 failed, 2 wrong command line, 78 configuration or identity"
          + " wrong."
    })
final class Options {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "JSON configuration file; none is read by default")
  @Nullable String config;

  @Option(names = "--mesh-id", paramLabel = "NAME", description = "name of the room (mesh_id)")
  @Nullable String meshId;

  @Option(
      names = "--identity-path",
      paramLabel = "FILE",
      description =
          "where the node's key is kept (identity_path); without it, every start is a new node")
  @Nullable String identityPath;

  @Option(
      names = "--listen-port",
      paramLabel = "PORT",
      description = "port for peers (listen_port); 0 lets the system choose")
  @Nullable String listenPort;

  @Option(
      names = "--listen-host",
      paramLabel = "HOST",
      description = "address to listen on for peers (listen_host)")
  @Nullable String listenHost;

  @Option(
      names = "--monitor-listen",
      paramLabel = "HOST:PORT",
      description = "address of the HTTP monitor (monitor.listen)")
  @Nullable String monitorListen;

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description = "where state is kept (state_dir)")
  @Nullable String stateDir;

  @Option(
      names = "--admin-socket",
      paramLabel = "FILE",
      description = "socket of the admin API (admin.socket)")
  @Nullable String adminSocket;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description = "error, warn, info or debug (log.level)")
  @Nullable String logLevel;

  @Option(names = "--log-format", paramLabel = "FORMAT", description = "text or json (log.format)")
  @Nullable String logFormat;

  @Option(
      names = {"-v", "--verbose"},
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "debug-level logging")
  @Nullable String verbose;

  @Option(
      names = "--check-config",
      description =
          "check the configuration, print it with secrets hidden, and exit; creates nothing")
  boolean checkConfig;

  @Option(names = "--strict", description = "with --check-config: unknown keys are errors")
  boolean strict;

  @Option(
      names = "--sources",
      description = "with --check-config: print what gave each key its value")
  boolean sources;

  @Option(
      names = "--healthcheck",
      description = "ask this host's own monitor for its health: exit 0 if well, else 1")
  boolean healthcheck;

  @Option(names = "--version", description = "print the version and exit")
  boolean version;

  @Option(
      names = {"-h", "--help"},
      description = "print this help and exit")
  boolean help;

  /** The flags that set a configuration key, by key. */
  Map<String, String> keys() {
    Map<String, String> keys = new HashMap<>();
    put(keys, "mesh_id", meshId);
    put(keys, "identity_path", identityPath);
    put(keys, "listen_port", listenPort);
    put(keys, "listen_host", listenHost);
    put(keys, "monitor.listen", monitorListen);
    put(keys, "state_dir", stateDir);
    put(keys, "admin.socket", adminSocket);
    put(keys, "log.level", logLevel);
    put(keys, "log.format", logFormat);
    put(keys, "verbose", verbose);
    return keys;
  }

  private static void put(Map<String, String> keys, String key, @Nullable String value) {
    if (value != null) {
      keys.put(key, value);
    }
  }
}
