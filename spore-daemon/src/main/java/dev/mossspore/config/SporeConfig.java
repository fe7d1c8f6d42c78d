package dev.mossspore.config;

import dev.mossspore.base.HostPort;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A validated configuration in the types the daemon works with (chapter 07 section 4). */
public record SporeConfig(
    Network network,
    Discovery discovery,
    Relay relay,
    Nat nat,
    Transport transport,
    Monitor monitor,
    AutoUpdate autoUpdate,
    Storage storage,
    Log log,
    Admin admin) {

  /**
   * The same settings in other types.
   *
   * @param home what {@code ~/} stands for
   */
  public static SporeConfig of(Settings settings, Path home) {
    return new ConfigGroups(settings, home).config();
  }

  /**
   * Which network, and where this node stands in it.
   *
   * @param meshId name of the room
   * @param psk the room's key as 64 hex digits
   * @param networkId name of the substrate all rooms share
   * @param listenHost address or name both peer sockets bind to
   * @param listenPort port of both peer sockets; 0 lets the system choose
   * @param advertise address to announce instead of the observed one
   * @param maxPeers limit of direct peers
   */
  public record Network(
      String meshId,
      Secret psk,
      String networkId,
      String listenHost,
      int listenPort,
      @Nullable HostPort advertise,
      int maxPeers) {}

  /**
   * How peers are found.
   *
   * @param staticPeers peers to stay connected to
   * @param announceInterval between two tracker rounds
   * @param bootstrapTimeout bound of one tracker round
   */
  public record Discovery(
      boolean lan,
      boolean dht,
      List<URI> trackers,
      List<HostPort> staticPeers,
      Duration announceInterval,
      Duration bootstrapTimeout) {}

  /**
   * Carrying traffic for others (chapter 07 section 4.5).
   *
   * @param maxKibPerSecond cap on the node as a whole, in KiB/s
   * @param perPeerKibPerSecond hard cap per sending peer, in KiB/s; 0 for the fair share only
   * @param sessionTtl idle time after which a session is dropped
   * @param minUptime from start to the earliest promotion
   * @param quotaBytes bytes to relay in a period; 0 for no quota
   */
  public record Relay(
      boolean enabled,
      int maxKibPerSecond,
      int perPeerKibPerSecond,
      int maxSessions,
      Duration sessionTtl,
      Duration minUptime,
      long quotaBytes,
      QuotaPeriod quotaPeriod) {}

  /**
   * Getting through address translation.
   *
   * @param holePunchAttempts per peer
   */
  public record Nat(
      boolean upnp,
      boolean natPmp,
      boolean pcp,
      int holePunchAttempts,
      List<HostPort> stunServers) {}

  /**
   * Sessions.
   *
   * @param highThroughput large inbound buffers
   */
  public record Transport(boolean highThroughput) {}

  /**
   * The HTTP monitor.
   *
   * @param listen an empty host means all interfaces
   * @param infoPublic whether {@code /info} answers callers from other hosts
   */
  public record Monitor(boolean enabled, HostPort listen, boolean infoPublic, boolean metrics) {}

  /** Updates of the daemon itself. */
  public record AutoUpdate(boolean enabled, Duration interval) {}

  /**
   * Where state is kept.
   *
   * @param identity none for an identity that lasts until the daemon stops
   * @param state directory of the peer cache and the update state
   */
  public record Storage(@Nullable Path identity, Path state) {}

  /**
   * Diagnostics and events.
   *
   * @param level {@code debug} when {@code verbose} is set
   * @param directory none for the standard streams
   */
  public record Log(LogLevel level, LogFormat format, @Nullable Path directory) {}

  /**
   * The admin API.
   *
   * @param socket the local socket
   * @param socketGiven whether somebody chose its path, so that the node must not run without it
   * @param mode its mode in octal digits
   * @param group its group; empty for the process's own
   * @param tcp none unless configured
   * @param tls none unless configured
   */
  public record Admin(
      boolean enabled,
      Path socket,
      boolean socketGiven,
      String mode,
      String group,
      @Nullable AdminTcp tcp,
      @Nullable AdminTls tls) {}

  /**
   * The admin API over TCP of this host alone, by token.
   *
   * @param tokens file of them
   */
  public record AdminTcp(HostPort listen, Path tokens) {}

  /**
   * The admin API for other hosts, over mutual TLS.
   *
   * @param certificate the node's own chain
   * @param key its private key
   * @param clientCa those who sign certificates of clients
   * @param operators names in client certificates that may operate
   * @param admins names in client certificates that may administer; all others may only look
   */
  public record AdminTls(
      HostPort listen,
      Path certificate,
      Path key,
      Path clientCa,
      List<String> operators,
      List<String> admins) {}
}
