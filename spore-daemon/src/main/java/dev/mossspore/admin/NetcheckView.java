package dev.mossspore.admin;

import dev.mossspore.admin.v1.NetcheckResponse;
import dev.mossspore.mesh.PeerReport;
import dev.mossspore.monitor.NodeInfo;
import dev.mossspore.monitor.NodeStatus;
import dev.mossspore.transport.Carrier;
import java.util.List;

/** How the node can be reached, as far as it knows. */
final class NetcheckView {
  private NetcheckView() {}

  static NetcheckResponse now(AdminNode node) {
    AdminNode.NetworkView network = node.network().get();
    List<PeerReport> peers = Question.ask(node.mesh().peers());
    NetcheckResponse.Builder answer =
        NetcheckResponse.newBuilder()
            .setListenHost(network.host())
            .setUdpListening(network.udpListening())
            .setTcpListening(network.tcpListening())
            .setReachableTcp(network.tcpConfirmed())
            .setReachableUdp(
                peers.stream().anyMatch(peer -> peer.carrier() == Carrier.UDP && !peer.outbound()))
            .addAllLocalAddresses(network.localAddresses());
    if (network.probedAgo() >= 0) {
      answer.setProbed(Times.timestamp(node.clock().instant().minusNanos(network.probedAgo())));
    }
    if (node.status().get() instanceof NodeStatus.Running(NodeInfo info, var _, var _)) {
      answer
          .setNatType(info.natType())
          .setAdvertisedAddress(info.advertisedAddr())
          .setListenPort(info.listenPort());
    }
    return answer.build();
  }
}
