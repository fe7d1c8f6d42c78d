package dev.mossspore.app;

import dev.mossspore.mesh.Mesh;
import dev.mossspore.mesh.MeshStatus;
import dev.mossspore.monitor.NodeInfo;
import dev.mossspore.monitor.NodeStatus;
import dev.mossspore.relay.Relay;
import dev.mossspore.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Puts together, at each question, what the monitor shows: snapshots and constants, no lock. Any
 * thread.
 */
final class StatusView {
  /** What is said of the NAT while nothing is known of it. */
  static final String NAT_UNKNOWN = "unknown";

  private static final Duration STALLED = Duration.ofSeconds(60);

  private final Supplier<NodeStatus> source;

  private StatusView(Supplier<NodeStatus> source) {
    this.source = source;
  }

  /** Before the peer port is bound. */
  static StatusView notReady() {
    return new StatusView(NodeStatus.NotReady::new);
  }

  /** Of a node that is up. */
  static StatusView of(
      SporeContext context,
      NodeIdentity identity,
      Mesh mesh,
      Relay relay,
      MeshThread loop,
      Transport transport,
      int port,
      Drain drain,
      Conditions unready) {
    long startedAt = System.nanoTime();
    return new StatusView(
        () -> {
          Duration uptime = Duration.ofNanos(System.nanoTime() - startedAt);
          NodeInfo info =
              info(context, identity, mesh.status(), relay, port, drain.active(), uptime);
          return new NodeStatus.Running(info, faults(loop, transport), unready.all());
        });
  }

  /** What a restart would cure. */
  private static List<String> faults(MeshThread loop, Transport transport) {
    List<String> faults = new ArrayList<>();
    if (loop.sinceLastTick().compareTo(STALLED) > 0) {
      faults.add("maintenance_stalled");
    }
    if (!transport.listening()) {
      faults.add("peer_listener_down");
    }
    return faults;
  }

  /** The same node on its way down. */
  StatusView stopping() {
    return new StatusView(
        () ->
            source.get() instanceof NodeStatus.Running running
                ? new NodeStatus.Stopping(running.info())
                : new NodeStatus.NotReady());
  }

  NodeStatus status() {
    return source.get();
  }

  private static NodeInfo info(
      SporeContext context,
      NodeIdentity identity,
      MeshStatus mesh,
      Relay relay,
      int port,
      boolean draining,
      Duration uptime) {
    List<NodeInfo.Peer> peers =
        mesh.peers().stream()
            .map(peer -> new NodeInfo.Peer(peer.id(), peer.address(), false))
            .toList();
    return new NodeInfo(
        context.running().config().network().meshId(),
        port,
        mesh.advertisedAddress(),
        peers,
        mesh.known().stream()
            .map(
                peer ->
                    new NodeInfo.KnownPeer(
                        peer.id(), peer.address(), peer.direct(), peer.relayCapable()))
            .toList(),
        new NodeInfo.Relay(
            relay.status().offered(),
            relay.carried(),
            relay.carried(),
            relay.counters().forwardedBytes().sum(),
            relay.status().blockedBy()),
        List.of(),
        relay.status().natType(),
        identity.identity().peerId(),
        false,
        false,
        uptime,
        draining,
        identity.origin(),
        context.degraded().all(),
        context.running().generation());
  }
}
