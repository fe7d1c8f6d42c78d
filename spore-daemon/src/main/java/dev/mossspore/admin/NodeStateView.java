package dev.mossspore.admin;

import dev.mossspore.admin.v1.Build;
import dev.mossspore.admin.v1.ConfigState;
import dev.mossspore.admin.v1.NodeState;
import dev.mossspore.admin.v1.PeerCounts;
import dev.mossspore.admin.v1.Promotion;
import dev.mossspore.admin.v1.RelayTotals;
import dev.mossspore.admin.v1.Resources;
import dev.mossspore.base.EnumCounters;
import dev.mossspore.config.SporeConfig;
import dev.mossspore.monitor.NodeInfo;
import dev.mossspore.monitor.NodeStatus;
import dev.mossspore.observe.BuildInfo;
import dev.mossspore.observe.ProcessFigures;
import dev.mossspore.relay.DataDrop;
import dev.mossspore.relay.RelayRefusal;
import java.nio.file.Path;
import java.util.List;

/**
 * The node at one instant, as {@code status} tells it. Any thread; blocks on the proc file system.
 */
final class NodeStateView {
  private static final long KIB = 1024;

  private final AdminNode node;

  NodeStateView(AdminNode node) {
    this.node = node;
  }

  NodeState now() {
    NodeState.Builder state =
        NodeState.newBuilder()
            .setTime(Times.timestamp(node.clock().instant()))
            .setBuild(build(node.build()))
            .setNetworkId(node.running().config().network().networkId())
            .setConfig(config())
            .setResources(resources());
    switch (node.status().get()) {
      case NodeStatus.NotReady() -> state.setHealth("not_ready").addUnready("starting");
      case NodeStatus.Stopping(NodeInfo info) ->
          facts(state, info).setHealth("stopping").addUnready("stopping");
      case NodeStatus.Running(NodeInfo info, var faults, var unready) ->
          facts(state, info)
              .setHealth(faults.isEmpty() ? "ok" : "unhealthy")
              .addAllFaults(faults)
              .addAllUnready(unready)
              .addAllUnready(faults)
              .addAllUnready(info.draining() ? List.of("draining") : List.of());
    }
    return state.setReady(state.getUnreadyCount() == 0).build();
  }

  private NodeState.Builder facts(NodeState.Builder state, NodeInfo info) {
    long relayed = info.peers().stream().filter(NodeInfo.Peer::relayed).count();
    return state
        .setPublicKey(info.publicKey().hex())
        .setIdentity(Words.lower(info.identity()))
        .setMeshId(info.meshId())
        .setUptime(Times.duration(info.uptime()))
        .setDraining(info.draining())
        .addAllDegraded(info.degraded())
        .setListenPort(info.listenPort())
        .setAdvertisedAddress(info.advertisedAddr())
        .setNatType(info.natType())
        .setPromotion(
            Promotion.newBuilder()
                .setSupernode(info.relay().ready())
                .setEligible(info.relay().blockedBy().isEmpty())
                .addAllBlockedBy(info.relay().blockedBy()))
        .setPeers(
            PeerCounts.newBuilder()
                .setDirect((int) (info.peers().size() - relayed))
                .setRelayed((int) relayed)
                .setKnown(info.knownPeers().size())
                .setRelayCapable(
                    (int)
                        info.knownPeers().stream().filter(NodeInfo.KnownPeer::relayCapable).count())
                .setLimit(node.running().config().network().maxPeers()))
        .setRelay(relay(info.relay()));
  }

  private RelayTotals relay(NodeInfo.Relay info) {
    SporeConfig.Relay limits = node.running().config().relay();
    return RelayTotals.newBuilder()
        .setEnabled(limits.enabled())
        .setSessions((int) info.routes())
        .setSessionsLimit(limits.maxSessions())
        .setForwardedBytes(info.bytesTotal())
        .setDroppedBytes(sum(node.relay().counters().droppedBytes(), DataDrop.values()))
        .setRefusedRequests(sum(node.relay().counters().refused(), RelayRefusal.values()))
        .setBytesPerSecond(node.relay().bytesPerSecond())
        .setLimitBytesPerSecond(limits.maxKibPerSecond() * KIB)
        .setQuotaBytes(limits.quotaBytes())
        .setQuotaUsedBytes(node.relay().quotaUse().bytes())
        .build();
  }

  private Resources resources() {
    ProcessFigures figures = ProcessFigures.read();
    return Resources.newBuilder()
        .setResidentBytes(figures.residentBytes())
        .setMemoryLimitBytes(figures.memoryLimitBytes())
        .setHeapBytes(figures.heapBytes())
        .setDirectBytes(figures.directBytes())
        .setThreads((int) figures.threads())
        .setOpenFiles(figures.openFiles())
        .setOpenFilesLimit(figures.openFilesLimit())
        .setEventsDropped(node.eventsDropped().getAsLong())
        .build();
  }

  private ConfigState config() {
    Path file = node.running().file();
    return ConfigState.newBuilder()
        .setGeneration(node.running().generation())
        .setFile(file == null ? "" : file.toString())
        .addAllRestartRequired(node.running().restartRequired())
        .build();
  }

  private static Build build(BuildInfo build) {
    return Build.newBuilder()
        .setVersion(build.version())
        .setCommit(build.commit())
        .setDate(build.buildDate())
        .setRuntime("java" + build.runtimeVersion())
        .setOs(build.os())
        .setArch(build.arch())
        .build();
  }

  private static <E extends Enum<E>> long sum(EnumCounters<E> counters, E[] constants) {
    long sum = 0;
    for (E constant : constants) {
      sum += counters.get(constant);
    }
    return sum;
  }
}
