package dev.mossspore.admin;

import com.google.protobuf.Message;
import dev.mossspore.admin.v1.AdminGrpc;
import dev.mossspore.admin.v1.CheckConfigRequest;
import dev.mossspore.admin.v1.CheckConfigResponse;
import dev.mossspore.admin.v1.DiagnoseRequest;
import dev.mossspore.admin.v1.DiagnoseResponse;
import dev.mossspore.admin.v1.ExplainPeerRequest;
import dev.mossspore.admin.v1.ExplainPeerResponse;
import dev.mossspore.admin.v1.GetStatusRequest;
import dev.mossspore.admin.v1.ListPeersRequest;
import dev.mossspore.admin.v1.ListSessionsRequest;
import dev.mossspore.admin.v1.NetcheckRequest;
import dev.mossspore.admin.v1.NetcheckResponse;
import dev.mossspore.admin.v1.NodeState;
import dev.mossspore.admin.v1.Peer;
import dev.mossspore.admin.v1.RelaySession;
import dev.mossspore.admin.v1.ReloadRequest;
import dev.mossspore.admin.v1.ReloadResponse;
import dev.mossspore.admin.v1.ShowConfigRequest;
import dev.mossspore.admin.v1.ShowConfigResponse;
import dev.mossspore.admin.v1.WatchEventsRequest;
import dev.mossspore.admin.v1.WatchEventsResponse;
import dev.mossspore.doctor.Diagnosis;
import dev.mossspore.mesh.PeerReport;
import dev.mossspore.relay.CarriedSession;
import dev.mossspore.reload.ReloadReport;
import dev.mossspore.reload.RunningConfig;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Comparator;
import java.util.List;

/**
 * The calls of the schema. Each runs on a virtual thread of its own and may wait for files, and for
 * the node's loop with a limit; what goes wrong is thrown as a {@link Failure}.
 */
final class AdminService extends AdminGrpc.AdminImplBase {
  private final AdminNode node;
  private final Subscribers subscribers;
  private final NodeStateView state;
  private final PeerExplanation explanation;

  AdminService(AdminNode node, Subscribers subscribers) {
    this.node = node;
    this.subscribers = subscribers;
    this.state = new NodeStateView(node);
    this.explanation = new PeerExplanation(node);
  }

  @Override
  public void getStatus(GetStatusRequest request, StreamObserver<NodeState> answer) {
    send(state.now(), answer);
  }

  @Override
  public void listPeers(ListPeersRequest request, StreamObserver<Peer> answer) {
    List<PeerReport> peers = Question.ask(node.mesh().peers());
    List<CarriedSession> sessions = node.relay().sessions();
    ReadyStream.send(
        peers.stream().map(peer -> PeerMessages.peer(peer, sessions)).iterator(), answer);
  }

  @Override
  public void listSessions(ListSessionsRequest request, StreamObserver<RelaySession> answer) {
    ReadyStream.send(
        node.relay().sessions().stream()
            .sorted(Comparator.comparing(CarriedSession::session))
            .map(PeerMessages::session)
            .iterator(),
        answer);
  }

  @Override
  public void watchEvents(WatchEventsRequest request, StreamObserver<WatchEventsResponse> answer) {
    subscribers.add(request, (ServerCallStreamObserver<WatchEventsResponse>) answer);
  }

  @Override
  public void explainPeer(ExplainPeerRequest request, StreamObserver<ExplainPeerResponse> answer) {
    send(explanation.of(request.getPeer()), answer);
  }

  @Override
  public void diagnose(DiagnoseRequest request, StreamObserver<DiagnoseResponse> answer) {
    Diagnosis diagnosis = node.diagnosis().apply(Question.ask(node.mesh().peers()));
    DiagnoseResponse.Builder findings = DiagnoseResponse.newBuilder().setChecks(diagnosis.checks());
    diagnosis.findings().forEach(finding -> findings.addFindings(FindingMessages.of(finding)));
    send(findings.build(), answer);
  }

  @Override
  public void netcheck(NetcheckRequest request, StreamObserver<NetcheckResponse> answer) {
    send(NetcheckView.now(node), answer);
  }

  @Override
  public void showConfig(ShowConfigRequest request, StreamObserver<ShowConfigResponse> answer) {
    send(ConfigMessages.show(node.running()), answer);
  }

  @Override
  public void checkConfig(CheckConfigRequest request, StreamObserver<CheckConfigResponse> answer) {
    RunningConfig running = node.running();
    send(
        ConfigMessages.check(
            request.hasCandidate()
                ? running.look(request.getCandidate().toByteArray())
                : running.look(),
            running.settings()),
        answer);
  }

  @Override
  public void reload(ReloadRequest request, StreamObserver<ReloadResponse> answer) {
    ReloadReport report = node.reload().get();
    send(ConfigMessages.reloaded(report, node.running().generation()), answer);
  }

  private static <A extends Message> void send(A message, StreamObserver<A> answer) {
    ServerCallStreamObserver<A> call = (ServerCallStreamObserver<A>) answer;
    if (!call.isCancelled()) {
      call.onNext(message);
      call.onCompleted();
    }
  }
}
