package dev.mossspore.admin;

import dev.mossspore.admin.v1.WatchEventsRequest;
import dev.mossspore.admin.v1.WatchEventsResponse;
import dev.mossspore.observe.EventRing;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Those who follow events, at most {@value #LIMIT} at a time. Any thread. */
final class Subscribers {
  static final int LIMIT = 16;
  private static final long HEARTBEAT_SECONDS = 10;

  private final EventRing ring;
  private final InstantSource clock;
  private final AdminCounters counters;
  private final Executor threads;
  private final ScheduledExecutorService timer;
  private final Semaphore places = new Semaphore(LIMIT);
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

  /**
   * @param threads runs what sends
   * @param timer for heartbeats; its tasks are short
   */
  Subscribers(
      EventRing ring,
      InstantSource clock,
      AdminCounters counters,
      Executor threads,
      ScheduledExecutorService timer) {
    this.ring = ring;
    this.clock = clock;
    this.counters = counters;
    this.threads = threads;
    this.timer = timer;
  }

  /** Takes a subscriber; to be called while the call is being set up. */
  void add(WatchEventsRequest request, ServerCallStreamObserver<WatchEventsResponse> call) {
    EventStream stream =
        new EventStream(ring, clock, request, call, threads, counters.eventsDropped());
    if (!places.tryAcquire()) {
      throw Failure.TOO_MANY_SUBSCRIBERS.because("%d callers follow events".formatted(LIMIT));
    }
    ScheduledFuture<?> beats =
        timer.scheduleAtFixedRate(
            stream::heartbeat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    // One of the two comes, once.
    Runnable leave =
        () -> {
          stream.end();
          streams.remove(stream);
          beats.cancel(false);
          places.release();
        };
    call.setOnCancelHandler(leave);
    call.setOnCloseHandler(leave);
    streams.add(stream);
    stream.begin();
  }

  /** Ends all that follow; those who begin to do so later are the server's to end. */
  void stop() {
    streams.forEach(EventStream::stop);
  }
}
