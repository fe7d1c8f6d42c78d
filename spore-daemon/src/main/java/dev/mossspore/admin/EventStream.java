package dev.mossspore.admin;

import dev.mossspore.admin.v1.Event;
import dev.mossspore.admin.v1.WatchEventsRequest;
import dev.mossspore.admin.v1.WatchEventsResponse;
import dev.mossspore.observe.EventRing;
import dev.mossspore.observe.RecordedEvent;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * One subscriber: a place in the ring, from which events are sent whenever the caller has room for
 * them. A caller that reads too slowly finds later that the ring has gone on, and is told how many
 * events it misses; whoever publishes never waits.
 */
final class EventStream {
  private static final int BATCH = 64;

  private final EventRing ring;
  private final InstantSource clock;
  private final EventFilter filter;
  private final boolean follow;
  private final ServerCallStreamObserver<WatchEventsResponse> call;
  private final Executor threads;
  private final LongAdder lost;
  private final Runnable listener = this::wake;
  private final AtomicBoolean woken = new AtomicBoolean();

  // Guarded by this.
  private long next;
  private boolean begun;
  private boolean ended;
  private boolean quiet = true;
  private boolean beat;

  /**
   * @param threads runs what sends
   * @param lost counts events this caller will not get
   */
  EventStream(
      EventRing ring,
      InstantSource clock,
      WatchEventsRequest request,
      ServerCallStreamObserver<WatchEventsResponse> call,
      Executor threads,
      LongAdder lost) {
    this.ring = ring;
    this.clock = clock;
    this.filter = EventFilter.of(request);
    this.follow = request.getFollow();
    this.call = call;
    this.threads = threads;
    this.lost = lost;
    this.next = place(ring, request);
  }

  /** Says where the stream stands, and sends from now on. */
  synchronized void begin() {
    if (ended) {
      return;
    }
    call.setOnReadyHandler(this::wake);
    call.onNext(
        WatchEventsResponse.newBuilder()
            .setStream(
                WatchEventsResponse.Stream.newBuilder()
                    .setInstance(ring.instance())
                    .setFirstSequence(ring.first())
                    .setNextSequence(ring.next())
                    .setTime(Times.timestamp(clock.instant())))
            .build());
    ring.listen(listener);
    wake();
  }

  /** The caller has gone, or has everything it asked for. */
  synchronized void end() {
    ended = true;
    ring.forget(listener);
  }

  /** Ends the call too, because the spore stops. */
  synchronized void stop() {
    if (!ended) {
      end();
      call.onError(Failure.STOPPING.because("the spore stops"));
    }
  }

  /** To be called every ten seconds: says that nothing has happened. */
  synchronized void heartbeat() {
    beat = quiet;
    quiet = true;
    if (beat) {
      wake();
    }
  }

  /** Where the caller wants to begin. */
  private static long place(EventRing ring, WatchEventsRequest request) {
    if (request.getInstance().equals(ring.instance())) {
      if (request.getAfterSequence() < 0 || request.getAfterSequence() >= ring.next()) {
        throw Failure.BAD_REQUEST.because(
            "after_sequence %d has not happened yet".formatted(request.getAfterSequence()));
      }
      return request.getAfterSequence() + 1;
    }
    if (!request.getInstance().isEmpty()) {
      return 1;
    }
    if (request.hasSince()) {
      return ring.since(Times.instant("since", request.getSince()));
    }
    return request.getFollow() ? ring.next() : ring.first();
  }

  private void wake() {
    if (woken.compareAndSet(false, true)) {
      try {
        threads.execute(this::drain);
      } catch (RejectedExecutionException e) {
        // The admin API stops, and all its streams with it.
      }
    }
  }

  private synchronized void drain() {
    woken.set(false);
    while (!ended && call.isReady()) {
      List<RecordedEvent> batch = ring.read(next, BATCH);
      if (batch.isEmpty()) {
        atTheEnd();
        return;
      }
      long gap = batch.getFirst().sequence() - next;
      if (gap > 0) {
        next += gap;
        dropped(gap);
      }
      begun = true;
      if (!send(batch)) {
        return;
      }
    }
  }

  /** Sends what passes; false if the caller has no more room. */
  private boolean send(List<RecordedEvent> batch) {
    for (RecordedEvent event : batch) {
      if (filter.passes(event.event())) {
        if (!call.isReady()) {
          return false;
        }
        quiet = false;
        call.onNext(WatchEventsResponse.newBuilder().setEvent(message(event)).build());
      }
      next = event.sequence() + 1;
    }
    return true;
  }

  private void atTheEnd() {
    if (!follow) {
      end();
      call.onCompleted();
    } else if (beat) {
      beat = false;
      call.onNext(
          WatchEventsResponse.newBuilder()
              .setHeartbeat(
                  WatchEventsResponse.Heartbeat.newBuilder()
                      .setTime(Times.timestamp(clock.instant()))
                      .setNextSequence(next))
              .build());
    }
  }

  private void dropped(long count) {
    lost.add(count);
    Loss reason = begun ? Loss.SLOW_SUBSCRIBER : Loss.RING_OVERRUN;
    call.onNext(
        WatchEventsResponse.newBuilder()
            .setDropped(
                WatchEventsResponse.Dropped.newBuilder()
                    .setCount(count)
                    .setReason(Words.lower(reason)))
            .build());
  }

  private static Event message(RecordedEvent recorded) {
    var event = recorded.event();
    return Event.newBuilder()
        .setSequence(recorded.sequence())
        .setTime(Times.timestamp(recorded.time()))
        .setType(event.kind().typeName())
        .setCode(event.kind().code())
        .setSeverity(EventFilter.severity(event.kind()))
        .setPeer(EventFilter.peer(event))
        .setSession(EventFilter.session(event))
        .setDetailJson(recorded.detailJson())
        .build();
  }

  /** Why a subscriber misses events. */
  enum Loss {
    RING_OVERRUN,
    SLOW_SUBSCRIBER
  }
}
