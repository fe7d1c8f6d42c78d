package dev.mossspore.admin;

import dev.mossspore.admin.v1.Peer;
import dev.mossspore.admin.v1.RelaySession;
import dev.mossspore.base.PeerId;
import dev.mossspore.mesh.PeerReport;
import dev.mossspore.relay.CarriedSession;
import java.util.Collection;

/** Peers and relay sessions as messages. */
final class PeerMessages {
  private PeerMessages() {}

  /**
   * A peer.
   *
   * @param carried the sessions this node relays
   */
  static Peer peer(PeerReport peer, Collection<CarriedSession> carried) {
    Peer.Builder message =
        Peer.newBuilder()
            .setId(peer.id().hex())
            .setAddress(peer.address())
            .setCarrier(Words.lower(peer.carrier()))
            .setOutbound(peer.outbound())
            .setAge(Times.duration(peer.age()))
            .setMissedPings(peer.missedPings())
            .setScore(peer.score())
            .setGraylisted(peer.graylisted())
            .setStaticPeer(peer.staticPeer())
            .setRelayCapable(peer.relayCapable())
            .setReceivedBytes(peer.receivedBytes())
            .setSentBytes(peer.sentBytes())
            .setRelaySessions(
                (int) carried.stream().filter(session -> isEnd(session, peer.id())).count());
    if (peer.rtt() != null) {
      message.setRtt(Times.duration(peer.rtt()));
    }
    return message.build();
  }

  static RelaySession session(CarriedSession session) {
    return RelaySession.newBuilder()
        .setId(session.session())
        .setInitiator(session.initiator().hex())
        .setTarget(session.target().hex())
        .setEstablished(session.answered())
        .setAge(Times.duration(session.age()))
        .setIdle(Times.duration(session.idle()))
        .setToTargetBytes(session.toTargetBytes())
        .setToInitiatorBytes(session.toInitiatorBytes())
        .setDroppedBytes(session.droppedBytes())
        .build();
  }

  private static boolean isEnd(CarriedSession session, PeerId peer) {
    return session.initiator().equals(peer) || session.target().equals(peer);
  }
}
