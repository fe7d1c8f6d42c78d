package dev.mossspore.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.admin.v1.WatchEventsRequest;
import dev.mossspore.admin.v1.WatchEventsResponse;
import dev.mossspore.event.SporeEvent;
import dev.mossspore.observe.EventLog;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class EventStreamTest {
  private static final Instant START = Instant.parse("2026-05-26T18:00:00.123456789Z");

  private final Call call = new Call();
  private Instant now = START;

  @Test
  void tellsTheTimeWhereItBeginsAndWhereNothingHappened() {
    try (EventLog events = new EventLog(OutputStream.nullOutputStream(), () -> now)) {
      EventStream stream =
          new EventStream(
              events.ring(),
              () -> now,
              WatchEventsRequest.newBuilder().setFollow(true).build(),
              call,
              Runnable::run,
              new LongAdder());
      stream.begin();
      assertEquals(Times.timestamp(START), call.take().getStream().getTime());

      now = START.plusSeconds(10);
      stream.heartbeat();
      assertEquals(heartbeat(START.plusSeconds(10), 1), call.take());

      events.publish(new SporeEvent.TrackerFailure("refused"));
      assertEquals(
          Times.timestamp(START.plusSeconds(10)), call.take().getEvent().getTime(), "of the ring");
      now = START.plusSeconds(20);
      stream.heartbeat();
      assertEquals(List.of(), call.sent, "something happened since the last");

      now = START.plusSeconds(30);
      stream.heartbeat();
      assertEquals(heartbeat(START.plusSeconds(30), 2), call.take());
      stream.end();
    }
  }

  private static WatchEventsResponse heartbeat(Instant time, long next) {
    return WatchEventsResponse.newBuilder()
        .setHeartbeat(
            WatchEventsResponse.Heartbeat.newBuilder()
                .setTime(Times.timestamp(time))
                .setNextSequence(next))
        .build();
  }

  /** A caller who reads at once. */
  private static final class Call extends ServerCallStreamObserver<WatchEventsResponse> {
    private final List<WatchEventsResponse> sent = new ArrayList<>();

    /** The one message that was sent since the last was taken. */
    WatchEventsResponse take() {
      assertEquals(1, sent.size(), sent::toString);
      return sent.removeFirst();
    }

    @Override
    public void onNext(WatchEventsResponse message) {
      sent.add(message);
    }

    @Override
    public void onError(Throwable cause) {
      throw new AssertionError(cause);
    }

    @Override
    public void onCompleted() {
      throw new AssertionError("it follows");
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {}

    @Override
    public void setOnCancelHandler(Runnable handler) {}

    @Override
    public void setCompression(String compression) {}

    @Override
    public void disableAutoInboundFlowControl() {}

    @Override
    public void request(int count) {}

    @Override
    public void setMessageCompression(boolean enable) {}
  }
}
