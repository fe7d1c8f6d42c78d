package dev.mossspore.app;

import dev.mossspore.admin.AdminNode;
import dev.mossspore.base.FileMode;
import dev.mossspore.config.Change;
import dev.mossspore.config.Resolution;
import dev.mossspore.config.SporeConfig;
import dev.mossspore.doctor.Facts;
import dev.mossspore.mesh.PeerReport;
import dev.mossspore.monitor.NodeInfo;
import dev.mossspore.monitor.NodeStatus;
import dev.mossspore.observe.ProcessFigures;
import dev.mossspore.transport.Carrier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Gathers what {@code doctor} judges. Blocks on files; any thread. */
final class Examination {
  private final SporeContext context;
  private final AdminApi admin;
  private final Supplier<NodeStatus> status;
  private final Supplier<AdminNode.NetworkView> network;
  private final Instant startedAt = Instant.now();
  private final long startedNanos = System.nanoTime();

  Examination(
      SporeContext context,
      AdminApi admin,
      Supplier<NodeStatus> status,
      Supplier<AdminNode.NetworkView> network) {
    this.context = context;
    this.admin = admin;
    this.status = status;
    this.network = network;
  }

  Facts facts(List<PeerReport> peers) {
    return new Facts(node(peers), files(), host(), config(), admin.certificates(), context.build());
  }

  private Facts.Node node(List<PeerReport> peers) {
    AdminNode.NetworkView reach = network.get();
    boolean udpSeen =
        peers.stream().anyMatch(peer -> peer.carrier() == Carrier.UDP && !peer.outbound());
    NodeStatus now = status.get();
    return new Facts.Node(
        info(now),
        now instanceof NodeStatus.Running running ? running.faults() : List.of(),
        reach.tcpListening(),
        reach.udpListening(),
        reach.tcpConfirmed(),
        udpSeen,
        context.outputs().events().dropped());
  }

  private static NodeInfo info(NodeStatus status) {
    return switch (status) {
      case NodeStatus.Running running -> running.info();
      case NodeStatus.Stopping(NodeInfo info) -> info;
      case NodeStatus.NotReady() -> throw new IllegalStateException("the node is not up");
    };
  }

  private Facts.Files files() {
    SporeConfig.Storage storage = context.running().config().storage();
    var socket = admin.socket();
    return new Facts.Files(
        storage.identity() == null ? null : rights(storage.identity()),
        rights(storage.state()),
        socket == null ? null : rights(socket.path()));
  }

  private static Facts.FileRights rights(Path path) {
    return new Facts.FileRights(path, permissions(path), Files.isWritable(path));
  }

  private static Set<PosixFilePermission> permissions(Path path) {
    try {
      return FileMode.read(path);
    } catch (IOException e) {
      return Set.of();
    }
  }

  private Facts.Host host() {
    Instant now = Instant.now();
    Duration steady = Duration.ofNanos(System.nanoTime() - startedNanos);
    return new Facts.Host(
        now,
        Duration.between(startedAt, now).minus(steady),
        ProcessFigures.read(),
        KernelFigure.read("net/core/rmem_max"),
        KernelFigure.read("net/core/wmem_max"),
        KernelFigure.read("net/netfilter/nf_conntrack_count"),
        KernelFigure.read("net/netfilter/nf_conntrack_max"));
  }

  private Facts.Config config() {
    var running = context.running();
    Resolution found = running.look();
    return new Facts.Config(
        running.config(),
        running.restartRequired(),
        running.settings().notYetEffective(),
        found,
        found instanceof Resolution.Accepted accepted
            ? accepted.settings().changesSince(running.found()).stream().map(Change::key).toList()
            : List.of());
  }
}
