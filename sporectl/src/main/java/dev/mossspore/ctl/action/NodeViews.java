package dev.mossspore.ctl.action;

import static dev.mossspore.ctl.action.Values.duration;
import static dev.mossspore.ctl.action.Values.instant;
import static dev.mossspore.ctl.action.Values.text;

import dev.mossspore.admin.v1.Build;
import dev.mossspore.admin.v1.ConfigState;
import dev.mossspore.admin.v1.NodeState;
import dev.mossspore.admin.v1.PeerCounts;
import dev.mossspore.admin.v1.Promotion;
import dev.mossspore.admin.v1.RelayTotals;
import dev.mossspore.admin.v1.Resources;
import dev.mossspore.ctl.view.NodeView;
import java.time.Duration;
import java.time.Instant;

/** The state of a node as a record. */
final class NodeViews {
  private NodeViews() {}

  /** Converts, with the times by this host's clock at which was asked and answered. */
  static NodeView of(NodeState state, Instant asked, Instant answered) {
    Duration offset =
        state.hasTime() ? ClockOffset.of(asked, answered, instant(state.getTime())) : Duration.ZERO;
    return new NodeView(
        instant(state.hasTime(), state.getTime()),
        offset,
        build(state.getBuild()),
        state.getPublicKey(),
        state.getIdentity(),
        state.getMeshId(),
        state.getNetworkId(),
        duration(state.getUptime()),
        state.getHealth(),
        state.getFaultsList(),
        state.getReady(),
        state.getUnreadyList(),
        state.getDraining(),
        state.getDegradedList(),
        state.getListenPort(),
        text(state.getAdvertisedAddress()),
        state.getNatType(),
        promotion(state.getPromotion()),
        peers(state.getPeers()),
        relay(state.getRelay()),
        resources(state.getResources()),
        config(state.getConfig()));
  }

  private static NodeView.Build build(Build build) {
    return new NodeView.Build(
        build.getVersion(),
        build.getCommit(),
        build.getDate(),
        build.getRuntime(),
        build.getOs(),
        build.getArch());
  }

  private static NodeView.Promotion promotion(Promotion promotion) {
    return new NodeView.Promotion(
        promotion.getSupernode(), promotion.getEligible(), promotion.getBlockedByList());
  }

  private static NodeView.Peers peers(PeerCounts peers) {
    return new NodeView.Peers(
        count(peers.getDirect()),
        count(peers.getRelayed()),
        count(peers.getKnown()),
        count(peers.getRelayCapable()),
        count(peers.getLimit()));
  }

  private static NodeView.Relay relay(RelayTotals relay) {
    return new NodeView.Relay(
        relay.getEnabled(),
        count(relay.getSessions()),
        count(relay.getSessionsLimit()),
        relay.getForwardedBytes(),
        relay.getDroppedBytes(),
        relay.getRefusedRequests(),
        relay.getBytesPerSecond(),
        relay.getLimitBytesPerSecond(),
        relay.getQuotaBytes(),
        relay.getQuotaUsedBytes());
  }

  private static NodeView.Resources resources(Resources resources) {
    return new NodeView.Resources(
        resources.getResidentBytes(),
        resources.getMemoryLimitBytes(),
        resources.getHeapBytes(),
        resources.getDirectBytes(),
        count(resources.getThreads()),
        resources.getOpenFiles(),
        resources.getOpenFilesLimit(),
        resources.getEventsDropped());
  }

  private static NodeView.Config config(ConfigState config) {
    return new NodeView.Config(
        config.getGeneration(), text(config.getFile()), config.getRestartRequiredList());
  }

  private static long count(int unsigned) {
    return Integer.toUnsignedLong(unsigned);
  }
}
