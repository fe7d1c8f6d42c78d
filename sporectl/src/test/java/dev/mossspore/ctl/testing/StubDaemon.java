package dev.mossspore.ctl.testing;

import dev.mossspore.admin.v1.AdminGrpc;
import dev.mossspore.admin.v1.GetStatusRequest;
import dev.mossspore.admin.v1.ListPeersRequest;
import dev.mossspore.admin.v1.NodeState;
import dev.mossspore.admin.v1.Peer;
import dev.mossspore.admin.v1.ReloadRequest;
import dev.mossspore.admin.v1.ReloadResponse;
import dev.mossspore.admin.v1.WatchEventsRequest;
import dev.mossspore.admin.v1.WatchEventsResponse;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A daemon that answers what a test put into it, and UNIMPLEMENTED to all else, as an older one
 * would. Thread-safe by the monitor.
 */
public final class StubDaemon extends AdminGrpc.AdminImplBase {
  private @Nullable NodeState state;
  private @Nullable List<Peer> peers;
  private @Nullable ReloadResponse reload;
  private @Nullable StubEvents events;
  private @Nullable String refusal;
  private final List<WatchEventsRequest> watched = new ArrayList<>();

  /** Answers status with this. */
  public synchronized StubDaemon state(NodeState answer) {
    state = answer;
    return this;
  }

  /** Answers the list of peers with these. */
  public synchronized StubDaemon peers(List<Peer> answer) {
    peers = List.copyOf(answer);
    return this;
  }

  /** Answers reloads with this. */
  public synchronized StubDaemon reload(ReloadResponse answer) {
    reload = answer;
    return this;
  }

  /** Serves these events. */
  public synchronized StubDaemon events(StubEvents ring) {
    events = ring;
    return this;
  }

  /** Refuses status with this code in the trailers. */
  public synchronized StubDaemon refuse(String code) {
    refusal = code;
    return this;
  }

  /** What subscribers asked for. */
  public synchronized List<WatchEventsRequest> watched() {
    return List.copyOf(watched);
  }

  @Override
  public synchronized void getStatus(GetStatusRequest request, StreamObserver<NodeState> answer) {
    NodeState state = this.state;
    if (refusal != null) {
      Metadata trailers = new Metadata();
      trailers.put(Metadata.Key.of("mossspore-code", Metadata.ASCII_STRING_MARSHALLER), refusal);
      answer.onError(
          Status.PERMISSION_DENIED.withDescription("not for you").asRuntimeException(trailers));
    } else if (state == null) {
      super.getStatus(request, answer);
    } else {
      answer.onNext(state);
      answer.onCompleted();
    }
  }

  @Override
  public synchronized void listPeers(ListPeersRequest request, StreamObserver<Peer> answer) {
    List<Peer> peers = this.peers;
    if (peers == null) {
      super.listPeers(request, answer);
    } else {
      peers.forEach(answer::onNext);
      answer.onCompleted();
    }
  }

  @Override
  public synchronized void reload(ReloadRequest request, StreamObserver<ReloadResponse> answer) {
    ReloadResponse reload = this.reload;
    if (reload == null) {
      super.reload(request, answer);
    } else {
      answer.onNext(reload);
      answer.onCompleted();
    }
  }

  @Override
  public synchronized void watchEvents(
      WatchEventsRequest request, StreamObserver<WatchEventsResponse> answer) {
    StubEvents events = this.events;
    watched.add(request);
    if (events == null) {
      super.watchEvents(request, answer);
    } else {
      events.subscribe(request, answer);
    }
  }
}
