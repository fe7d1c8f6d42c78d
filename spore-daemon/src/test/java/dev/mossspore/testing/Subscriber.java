package dev.mossspore.testing;

import dev.mossspore.admin.v1.Event;
import dev.mossspore.admin.v1.WatchEventsRequest;
import dev.mossspore.admin.v1.WatchEventsResponse;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Follows the events of a node, or stops reading after the first message until it is thawed. */
public final class Subscriber
    implements ClientResponseObserver<WatchEventsRequest, WatchEventsResponse> {
  private final boolean freezes;
  private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong dropped = new AtomicLong();
  private volatile boolean begun;
  private volatile long last;
  private volatile @Nullable ClientCallStreamObserver<WatchEventsRequest> call;
  private volatile @Nullable Throwable failure;

  private Subscriber(boolean freezes) {
    this.freezes = freezes;
  }

  /** One that reads the first message and no more. */
  public static Subscriber frozen(AdminClient client) {
    return follow(client, new Subscriber(true), "");
  }

  /**
   * One that reads on.
   *
   * @param type of the events it wants; empty for all
   */
  public static Subscriber brisk(AdminClient client, String type) {
    return follow(client, new Subscriber(false), type);
  }

  private static Subscriber follow(AdminClient client, Subscriber subscriber, String type) {
    WatchEventsRequest.Builder request = WatchEventsRequest.newBuilder().setFollow(true);
    if (!type.isEmpty()) {
      request.addTypes(type);
    }
    client.streams().watchEvents(request.build(), subscriber);
    return subscriber;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<WatchEventsRequest> stream) {
    call = stream;
    if (freezes) {
      stream.disableAutoRequestWithInitial(1);
    }
  }

  /** Reads on. */
  public void thaw() {
    ClientCallStreamObserver<WatchEventsRequest> stream = call;
    if (stream != null) {
      stream.request(Integer.MAX_VALUE);
    }
  }

  @Override
  public void onNext(WatchEventsResponse message) {
    begun = true;
    if (message.hasEvent()) {
      events.add(message.getEvent());
      last = message.getEvent().getSequence();
    } else if (message.hasDropped()) {
      dropped.addAndGet(message.getDropped().getCount());
    }
  }

  @Override
  public void onError(Throwable cause) {
    failure = cause;
  }

  @Override
  public void onCompleted() {}

  public boolean begun() {
    return begun;
  }

  /** The sequence of the last event; 0 before the first. */
  public long last() {
    return last;
  }

  public List<Event> events() {
    return events;
  }

  /** Events it was told it would not get. */
  public long dropped() {
    return dropped.get();
  }

  /** Why the stream ended; null if it has not. */
  public @Nullable Throwable failure() {
    return failure;
  }
}
