package dev.mossspore.ctl.action;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.mossspore.admin.v1.AdminGrpc.AdminBlockingStub;
import dev.mossspore.admin.v1.CheckConfigRequest;
import dev.mossspore.admin.v1.DiagnoseRequest;
import dev.mossspore.admin.v1.ExplainPeerRequest;
import dev.mossspore.admin.v1.GetStatusRequest;
import dev.mossspore.admin.v1.ListPeersRequest;
import dev.mossspore.admin.v1.ListSessionsRequest;
import dev.mossspore.admin.v1.NetcheckRequest;
import dev.mossspore.admin.v1.NodeState;
import dev.mossspore.admin.v1.Peer;
import dev.mossspore.admin.v1.RelaySession;
import dev.mossspore.admin.v1.ReloadRequest;
import dev.mossspore.admin.v1.ShowConfigRequest;
import dev.mossspore.ctl.endpoint.Target;
import dev.mossspore.ctl.fleet.CallFailedException;
import dev.mossspore.ctl.fleet.ClientCode;
import dev.mossspore.ctl.fleet.Deadline;
import dev.mossspore.ctl.fleet.Outcome;
import dev.mossspore.ctl.link.Link;
import dev.mossspore.ctl.link.Links;
import dev.mossspore.ctl.view.ConfigCheckView;
import dev.mossspore.ctl.view.ConfigView;
import dev.mossspore.ctl.view.DoctorView;
import dev.mossspore.ctl.view.NetcheckView;
import dev.mossspore.ctl.view.NodeView;
import dev.mossspore.ctl.view.PeerView;
import dev.mossspore.ctl.view.ReloadView;
import dev.mossspore.ctl.view.SessionView;
import dev.mossspore.ctl.view.WhyView;
import io.grpc.StatusRuntimeException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be asked of a daemon. Blocks. */
public record Questions(Links links) {
  /**
   * Bytes of a list as the daemon sends it, which may list what it likes: a hundred thousand relay
   * sessions, as many as can be configured, take 21 million.
   */
  private static final int MAX_LIST = 24 << 20;

  /** The node's state, and how far its clock is off. */
  public NodeView status(Target target, Deadline deadline)
      throws CallFailedException, InterruptedException {
    return ask(
        target,
        deadline,
        stub -> {
          Instant before = Instant.now();
          NodeState state = stub.getStatus(GetStatusRequest.getDefaultInstance());
          return NodeViews.of(state, before, Instant.now());
        });
  }

  /** The connected peers. */
  public List<PeerView> peers(Target target, Deadline deadline)
      throws CallFailedException, InterruptedException {
    return ask(
        target,
        deadline,
        stub -> {
          Iterator<Peer> peers = stub.listPeers(ListPeersRequest.getDefaultInstance());
          return collect(peers, Views::peer);
        });
  }

  /** The relay sessions that the node carries. */
  public List<SessionView> sessions(Target target, Deadline deadline)
      throws CallFailedException, InterruptedException {
    return ask(
        target,
        deadline,
        stub -> {
          Iterator<RelaySession> sessions =
              stub.listSessions(ListSessionsRequest.getDefaultInstance());
          return collect(sessions, Views::session);
        });
  }

  /** Why the node is or is not connected to a peer. */
  public WhyView why(Target target, Deadline deadline, String peer)
      throws CallFailedException, InterruptedException {
    ExplainPeerRequest request = ExplainPeerRequest.newBuilder().setPeer(peer).build();
    return ask(target, deadline, stub -> Views.why(stub.explainPeer(request)));
  }

  /** What the node finds wrong with itself. */
  public DoctorView doctor(Target target, Deadline deadline)
      throws CallFailedException, InterruptedException {
    return ask(
        target,
        deadline,
        stub -> Views.doctor(stub.diagnose(DiagnoseRequest.getDefaultInstance())));
  }

  /** How the node sees its place in the network. */
  public NetcheckView netcheck(Target target, Deadline deadline)
      throws CallFailedException, InterruptedException {
    return ask(
        target,
        deadline,
        stub -> Views.netcheck(stub.netcheck(NetcheckRequest.getDefaultInstance())));
  }

  /** The effective configuration. */
  public ConfigView config(Target target, Deadline deadline)
      throws CallFailedException, InterruptedException {
    return ask(
        target,
        deadline,
        stub -> ConfigViews.config(stub.showConfig(ShowConfigRequest.getDefaultInstance())));
  }

  /** What the node would say of a configuration; null: of its own file as it is now. */
  public ConfigCheckView checkConfig(Target target, Deadline deadline, byte @Nullable [] candidate)
      throws CallFailedException, InterruptedException {
    CheckConfigRequest.Builder request = CheckConfigRequest.newBuilder();
    if (candidate != null) {
      request.setCandidate(ByteString.copyFrom(candidate));
    }
    return ask(target, deadline, stub -> ConfigViews.check(stub.checkConfig(request.build())));
  }

  /** Has the node read its configuration again. */
  public ReloadView reload(Target target, Deadline deadline)
      throws CallFailedException, InterruptedException {
    return ask(
        target,
        deadline,
        stub -> ConfigViews.reload(stub.reload(ReloadRequest.getDefaultInstance())));
  }

  private <T> T ask(Target target, Deadline deadline, Function<AdminBlockingStub, T> call)
      throws CallFailedException, InterruptedException {
    Link link = links.open(target, deadline);
    try {
      return call.apply(link.stub(deadline));
    } catch (StatusRuntimeException e) {
      throw link.failure(e.getStatus(), e.getTrailers(), seconds(deadline.limit()));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw senseless(e);
    }
  }

  static CallFailedException senseless(RuntimeException why) {
    return new CallFailedException(
        Outcome.FAILED,
        ClientCode.BAD_ANSWER,
        "its answer makes no sense: " + why.getMessage(),
        "");
  }

  private static <M extends MessageLite, V> List<V> collect(
      Iterator<M> messages, Function<M, V> view) {
    List<V> views = new ArrayList<>();
    long bytes = 0;
    while (messages.hasNext()) {
      M message = messages.next();
      bytes += message.getSerializedSize();
      if (bytes > MAX_LIST) {
        throw new IllegalArgumentException("a list of more than %d bytes".formatted(MAX_LIST));
      }
      views.add(view.apply(message));
    }
    return views;
  }

  static String seconds(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }
}
