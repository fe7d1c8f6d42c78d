package dev.mossspore.ctl.testing;

import com.google.protobuf.Timestamp;
import dev.mossspore.admin.v1.Event;
import dev.mossspore.admin.v1.Severity;
import dev.mossspore.admin.v1.WatchEventsRequest;
import dev.mossspore.admin.v1.WatchEventsResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The ring of events of one run of a daemon, with a clock that may be off. */
public final class StubEvents {
  private final String instance;
  private final Duration clockOffset;
  private final List<Event> ring = new ArrayList<>();
  private final List<StreamObserver<WatchEventsResponse>> followers = new ArrayList<>();

  /** Of this run. */
  public StubEvents(String instance, Duration clockOffset) {
    this.instance = instance;
    this.clockOffset = clockOffset;
  }

  /** Something happens at this true time. */
  public synchronized void happen(Instant at, String type, String peer) {
    Event event =
        Event.newBuilder()
            .setSequence(ring.size() + 1L)
            .setTime(time(at))
            .setType(type)
            .setSeverity(Severity.SEVERITY_INFO)
            .setPeer(peer)
            .setDetailJson("{\"peer\":\"" + peer + "\"}")
            .build();
    ring.add(event);
    followers.forEach(
        follower -> follower.onNext(WatchEventsResponse.newBuilder().setEvent(event).build()));
  }

  /** Tells followers of a gap. */
  public synchronized void drop(long count, String reason) {
    WatchEventsResponse.Dropped dropped =
        WatchEventsResponse.Dropped.newBuilder().setCount(count).setReason(reason).build();
    followers.forEach(
        follower -> follower.onNext(WatchEventsResponse.newBuilder().setDropped(dropped).build()));
  }

  /** Breaks all streams, as a daemon that dies does. */
  public synchronized void breakStreams() {
    followers.forEach(follower -> follower.onError(Status.UNAVAILABLE.asRuntimeException()));
    followers.clear();
  }

  /** How many follow. */
  public synchronized int followers() {
    return followers.size();
  }

  synchronized void subscribe(
      WatchEventsRequest request, StreamObserver<WatchEventsResponse> follower)
      throws StatusRuntimeException {
    follower.onNext(
        WatchEventsResponse.newBuilder()
            .setStream(
                WatchEventsResponse.Stream.newBuilder()
                    .setInstance(instance)
                    .setFirstSequence(1)
                    .setNextSequence(ring.size() + 1L)
                    .setTime(time(Instant.now())))
            .build());
    long after =
        request.getInstance().isEmpty()
            ? request.hasSince() ? 0 : ring.size()
            : request.getInstance().equals(instance) ? request.getAfterSequence() : 0;
    for (Event event : ring) {
      if (event.getSequence() > after) {
        follower.onNext(WatchEventsResponse.newBuilder().setEvent(event).build());
      }
    }
    if (request.getFollow()) {
      followers.add(follower);
    } else {
      follower.onCompleted();
    }
  }

  private Timestamp time(Instant at) {
    Instant shown = at.plus(clockOffset);
    return Timestamp.newBuilder()
        .setSeconds(shown.getEpochSecond())
        .setNanos(shown.getNano())
        .build();
  }
}
