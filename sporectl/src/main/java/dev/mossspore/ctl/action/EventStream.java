package dev.mossspore.ctl.action;

import dev.mossspore.admin.v1.Event;
import dev.mossspore.admin.v1.WatchEventsRequest;
import dev.mossspore.admin.v1.WatchEventsResponse;
import dev.mossspore.ctl.endpoint.Target;
import dev.mossspore.ctl.fleet.CallFailedException;
import dev.mossspore.ctl.fleet.ClientCode;
import dev.mossspore.ctl.fleet.Deadline;
import dev.mossspore.ctl.fleet.Failure;
import dev.mossspore.ctl.fleet.Outcome;
import dev.mossspore.ctl.link.Link;
import dev.mossspore.ctl.link.Links;
import dev.mossspore.ctl.tail.TailItem;
import dev.mossspore.ctl.tail.TailRequest;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Follows one host's events into a bounded queue, over reconnects and restarts of the daemon: what
 * has been seen is named by instance and sequence, so nothing is missed or shown twice. While the
 * queue is full nothing is read, and the daemon drops and counts. One thread per host.
 */
public final class EventStream {
  /** Three heartbeats: a daemon that is silent for longer is frozen, or the path is gone. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Links links;
  private final Target target;
  private final TailRequest wanted;
  private final Duration limit;
  private final BlockingQueue<TailItem> out;

  private String instance = "";
  private long seen;
  private long lastOfBacklog;
  private Duration offset = Duration.ZERO;
  private Duration wait = FIRST_WAIT;

  /**
   * Of a target.
   *
   * @param limit within which a stream has to begin
   */
  public EventStream(
      Links links, Target target, TailRequest wanted, Duration limit, BlockingQueue<TailItem> out) {
    this.links = links;
    this.target = target;
    this.wanted = wanted;
    this.limit = limit;
    this.out = out;
  }

  /** Runs until all is there, the host refuses, or the thread is interrupted. */
  public void run() throws InterruptedException {
    for (TailItem end = once(); ; end = once()) {
      out.put(end);
      if (end instanceof TailItem.Ended) {
        return;
      }
      Thread.sleep(wait);
      Duration longer = wait.multipliedBy(2);
      wait = longer.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longer;
    }
  }

  private TailItem once() throws InterruptedException {
    try {
      follow();
      return wanted.follow()
          ? new TailItem.Broke(
              target.name(),
              Outcome.UNREACHABLE,
              new Failure(
                  ClientCode.STREAM_ENDED.word(), "the daemon ended the stream of events", ""))
          : new TailItem.Ended(target.name(), Outcome.OK, null);
    } catch (CallFailedException e) {
      // A daemon that has served a stream before will do so again; one that has not may never.
      boolean useless =
          e.outcome() == Outcome.REFUSED || (e.outcome() == Outcome.FAILED && instance.isEmpty());
      return useless || !wanted.follow()
          ? new TailItem.Ended(target.name(), e.outcome(), e.failure())
          : new TailItem.Broke(target.name(), e.outcome(), e.failure());
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      return new TailItem.Ended(target.name(), Outcome.FAILED, Questions.senseless(e).failure());
    }
  }

  private void follow() throws CallFailedException, InterruptedException {
    Deadline deadline = Deadline.in(limit);
    Link link = links.open(target, deadline);
    Instant before = Instant.now();
    var call = link.stream().watchEvents(request());
    try {
      WatchEventsResponse first = read(call, link, deadline.left());
      if (first == null || !first.hasStream()) {
        throw new CallFailedException(
            Outcome.FAILED, ClientCode.BAD_ANSWER, "its stream of events has no beginning", "");
      }
      begin(first.getStream(), before);
      for (var next = read(call, link, SILENCE); next != null; next = read(call, link, SILENCE)) {
        take(next);
      }
    } catch (CallFailedException e) {
      // A new link goes to the address, and shows the certificate, of its day.
      links.forget(target, link);
      throw e;
    } finally {
      call.cancel("enough", null);
    }
  }

  private @Nullable WatchEventsResponse read(
      BlockingClientCall<?, WatchEventsResponse> call, Link link, Duration within)
      throws CallFailedException, InterruptedException {
    try {
      return call.read(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (StatusException e) {
      throw link.failure(e.getStatus(), e.getTrailers(), Questions.seconds(within));
    } catch (TimeoutException e) {
      throw new CallFailedException(
          Outcome.TIMED_OUT,
          ClientCode.TIMED_OUT,
          "no word from it for " + Questions.seconds(within),
          "it may be frozen, or the path to it gone");
    }
  }

  private WatchEventsRequest request() {
    WatchEventsRequest.Builder request =
        WatchEventsRequest.newBuilder()
            .setFollow(wanted.follow())
            .addAllTypes(wanted.types())
            .addAllPeers(wanted.peers())
            .addAllSessions(wanted.sessions())
            .setAtLeast(Values.severity(wanted.atLeast()));
    Instant since = wanted.since();
    if (!instance.isEmpty()) {
      request.setInstance(instance).setAfterSequence(seen);
    } else if (since != null) {
      request.setSince(Values.timestamp(since));
    }
    return request.build();
  }

  private void begin(WatchEventsResponse.Stream stream, Instant before)
      throws InterruptedException {
    Instant now = Instant.now();
    offset = ClockOffset.of(before, now, Values.instant(stream.getTime()));
    boolean again = !instance.isEmpty();
    boolean restarted = again && !instance.equals(stream.getInstance());
    boolean fromNow = !again && wanted.since() == null;
    lastOfBacklog = stream.getNextSequence() - 1;
    instance = stream.getInstance();
    if (restarted) {
      seen = 0;
    }
    if (fromNow) {
      seen = lastOfBacklog;
    }
    wait = FIRST_WAIT;
    out.put(new TailItem.Began(target.name(), offset, again, restarted));
    if (seen >= lastOfBacklog) {
      out.put(new TailItem.CaughtUp(target.name(), now));
    }
  }

  private void take(WatchEventsResponse item) throws InterruptedException {
    switch (item.getItemCase()) {
      case EVENT -> event(item.getEvent());
      case DROPPED ->
          out.put(
              new TailItem.Lost(
                  target.name(),
                  Instant.now(),
                  item.getDropped().getCount(),
                  item.getDropped().getReason()));
      case HEARTBEAT -> {
        seen = Math.max(seen, item.getHeartbeat().getNextSequence() - 1);
        Instant at = Values.instant(item.getHeartbeat().getTime()).minus(offset);
        out.put(new TailItem.CaughtUp(target.name(), at));
      }
      case STREAM, ITEM_NOT_SET -> {
        // What a newer daemon says besides is not for us.
      }
    }
  }

  private void event(Event event) throws InterruptedException {
    seen = event.getSequence();
    Instant at = Values.instant(event.getTime()).minus(offset);
    out.put(new TailItem.Happened(target.name(), offset, at, Views.event(event)));
    if (seen >= lastOfBacklog) {
      out.put(new TailItem.CaughtUp(target.name(), at));
    }
  }
}
