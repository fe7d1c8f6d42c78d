package dev.mossspore.monitor;

import dev.mossspore.base.PeerId;
import java.time.Duration;
import java.util.List;

/**
 * All that {@code /info} shows (07 section 8.4). Counts that follow from the lists are not given,
 * so they cannot contradict them.
 *
 * @param listenPort the port bound, not the one asked for
 * @param advertisedAddr {@code ip:port} that this node announces
 * @param channels own subscriptions; none on a spore
 * @param natType one of the words of 07 section 8.2
 * @param telemetryEnabled whether measurements leave for the network
 * @param axiomShipping whether events leave for a third party
 * @param degraded what works less well than configured, for example {@code tcp_listener_down}
 * @param configGeneration counts reloads that changed something
 */
public record NodeInfo(
    String meshId,
    int listenPort,
    String advertisedAddr,
    List<Peer> peers,
    List<KnownPeer> knownPeers,
    Relay relay,
    List<String> channels,
    String natType,
    PeerId publicKey,
    boolean telemetryEnabled,
    boolean axiomShipping,
    Duration uptime,
    boolean draining,
    Identity identity,
    List<String> degraded,
    long configGeneration) {

  public NodeInfo {
    peers = List.copyOf(peers);
    knownPeers = List.copyOf(knownPeers);
    channels = List.copyOf(channels);
    degraded = List.copyOf(degraded);
  }

  /**
   * A connected or relayed peer.
   *
   * @param addr {@code ip:port}, or {@code relay:<peer id>} when relayed
   */
  public record Peer(PeerId id, String addr, boolean relayed) {}

  /**
   * A peer heard of.
   *
   * @param direct whether a session to it is held
   * @param relayCapable whether its role as a relay is proven
   */
  public record KnownPeer(PeerId id, String addr, boolean direct, boolean relayCapable) {}

  /**
   * What this node does for others.
   *
   * @param ready whether it offers to relay at present
   * @param sessions relay sessions it takes part in, carried and own
   * @param routes sessions it carries
   * @param bytesTotal payload bytes forwarded since the start
   * @param blockedBy what keeps it from offering, in words; empty if nothing does
   */
  public record Relay(
      boolean ready, long sessions, long routes, long bytesTotal, List<String> blockedBy) {
    /** Relays nothing. */
    public static final Relay NONE = new Relay(false, 0, 0, 0, List.of());

    public Relay {
      blockedBy = List.copyOf(blockedBy);
    }
  }

  /** Where the node's key came from at this start. */
  public enum Identity {
    LOADED,
    CREATED,
    EPHEMERAL
  }
}
