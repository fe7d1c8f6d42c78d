package dev.mossspore.relay;

import dev.mossspore.base.Ticker;
import dev.mossspore.transport.Forwarding;
import dev.mossspore.transport.Link;
import dev.mossspore.wire.Envelope;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Passes data on along its route (chapter 05 section 5.1). Any thread. */
final class Forwarder {
  private final RouteTable routes;
  private final NodeRate rate;
  private final RelayCounters counters;
  private final Ticker ticker;
  private volatile boolean quotaUsed;

  Forwarder(RouteTable routes, NodeRate rate, RelayCounters counters, Ticker ticker) {
    this.routes = routes;
    this.rate = rate;
    this.counters = counters;
    this.ticker = ticker;
  }

  /** Whether nothing is passed on because the traffic of the period is used up. */
  void quotaUsed(boolean value) {
    quotaUsed = value;
  }

  @Nullable Route find(String session) {
    return routes.find(session);
  }

  /** Passes on what had to be decoded. */
  void forward(Sender sender, Envelope data) {
    int bytes = data.payload().length();
    Link link = sender.peer().link();
    if (!RelayEnvelopes.complete(data)) {
      counters.dropped(DataDrop.INVALID, bytes);
      return;
    }
    if (!data.relaySource().equals(sender.peer().id().hex())) {
      counters.dropped(DataDrop.FORGED_SOURCE, bytes);
      return;
    }
    Route route = find(data.relaySession());
    if (route == null) {
      counters.dropped(DataDrop.NO_ROUTE, bytes);
    } else if (link == null) {
      counters.dropped(DataDrop.LINK_REPLACED, bytes);
    } else if (!route.hasEnd(sender.peer())
        || !data.relayTarget().equals(route.opposite(sender.peer()).id().hex())) {
      counters.dropped(DataDrop.NOT_BETWEEN_ENDS, bytes);
    } else {
      forward(sender, link, route, bytes, ByteBuffer.wrap(RelayEnvelopes.data(data)));
    }
  }

  /**
   * Passes on a packet whose route and ends are right.
   *
   * @param link on which it came
   * @param bytes of decoded payload
   * @param packet is given away
   */
  void forward(Sender sender, Link link, Route route, int bytes, ByteBuffer packet) {
    DataDrop drop = forwarded(sender, link, route, bytes, packet);
    if (drop == null) {
      counters.forwardedPackets().increment();
      counters.forwardedBytes().add(bytes);
    } else {
      counters.dropped(drop, bytes);
      route.dropped(bytes);
    }
  }

  private @Nullable DataDrop forwarded(
      Sender sender, Link link, Route route, int bytes, ByteBuffer packet) {
    if (!link.equals(sender.peer().link())) {
      return DataDrop.LINK_REPLACED;
    }
    Link onward = route.opposite(sender.peer()).peer().link();
    if (onward == null) {
      return DataDrop.TARGET_GONE;
    }
    if (quotaUsed) {
      return DataDrop.QUOTA_USED;
    }
    long now = ticker.nanos();
    DataDrop over = rate.charge(sender.rate(), bytes, now);
    if (over != null) {
      return over;
    }
    Forwarding result = onward.forward(packet);
    if (result != Forwarding.TAKEN) {
      return DataDrop.of(result);
    }
    route.carried(sender.peer(), bytes, now);
    return null;
  }
}
