package dev.mossspore.ctl.action;

import static dev.mossspore.ctl.action.Values.duration;
import static dev.mossspore.ctl.action.Values.instant;
import static dev.mossspore.ctl.action.Values.severity;
import static dev.mossspore.ctl.action.Values.text;

import dev.mossspore.admin.v1.DiagnoseResponse;
import dev.mossspore.admin.v1.Event;
import dev.mossspore.admin.v1.ExplainPeerResponse;
import dev.mossspore.admin.v1.Finding;
import dev.mossspore.admin.v1.NetcheckResponse;
import dev.mossspore.admin.v1.Peer;
import dev.mossspore.admin.v1.RelaySession;
import dev.mossspore.ctl.view.DoctorView;
import dev.mossspore.ctl.view.EventView;
import dev.mossspore.ctl.view.FindingView;
import dev.mossspore.ctl.view.NetcheckView;
import dev.mossspore.ctl.view.PeerView;
import dev.mossspore.ctl.view.SessionView;
import dev.mossspore.ctl.view.WhyView;

/** Messages of the API as records. */
final class Views {
  private Views() {}

  static PeerView peer(Peer peer) {
    return new PeerView(
        peer.getId(),
        peer.getAddress(),
        peer.getCarrier(),
        peer.getOutbound() ? "out" : "in",
        duration(peer.getAge()),
        peer.hasRtt() ? duration(peer.getRtt()) : null,
        Integer.toUnsignedLong(peer.getMissedPings()),
        peer.getScore(),
        peer.getGraylisted(),
        peer.getStaticPeer(),
        peer.getRelayCapable(),
        peer.getReceivedBytes(),
        peer.getSentBytes(),
        Integer.toUnsignedLong(peer.getRelaySessions()));
  }

  static SessionView session(RelaySession session) {
    return new SessionView(
        session.getId(),
        session.getInitiator(),
        session.getTarget(),
        session.getEstablished(),
        duration(session.getAge()),
        duration(session.getIdle()),
        session.getToTargetBytes(),
        session.getToInitiatorBytes(),
        session.getDroppedBytes());
  }

  static WhyView why(ExplainPeerResponse why) {
    return new WhyView(
        why.getPeer(),
        why.getFindingsList().stream().map(Views::finding).toList(),
        why.hasConnected() ? peer(why.getConnected()) : null,
        why.getAddressesList(),
        instant(why.hasLastDial(), why.getLastDial()),
        text(why.getLastDialResult()),
        instant(why.hasNextDial(), why.getNextDial()));
  }

  static DoctorView doctor(DiagnoseResponse diagnosis) {
    return new DoctorView(
        Integer.toUnsignedLong(diagnosis.getChecks()),
        diagnosis.getFindingsList().stream().map(Views::finding).toList());
  }

  static NetcheckView netcheck(NetcheckResponse net) {
    return new NetcheckView(
        net.getNatType(),
        text(net.getAdvertisedAddress()),
        net.getListenHost(),
        net.getListenPort(),
        net.getUdpListening(),
        net.getTcpListening(),
        net.getReachableTcp(),
        net.getReachableUdp(),
        instant(net.hasProbed(), net.getProbed()),
        net.getObservationsList().stream().map(Views::observation).toList(),
        net.getLocalAddressesList());
  }

  static EventView event(Event event) {
    return new EventView(
        event.getSequence(),
        instant(event.getTime()),
        event.getType(),
        Integer.toUnsignedLong(event.getCode()),
        severity(event.getSeverity()),
        text(event.getPeer()),
        text(event.getSession()),
        Values.json(event.getDetailJson()));
  }

  private static NetcheckView.Observation observation(NetcheckResponse.Observation seen) {
    return new NetcheckView.Observation(
        seen.getAddress(), seen.getObserver(), duration(seen.getAge()));
  }

  private static FindingView finding(Finding finding) {
    return new FindingView(
        finding.getCode(),
        severity(finding.getSeverity()),
        finding.getSubject(),
        finding.getMessage(),
        finding.getFix());
  }
}
