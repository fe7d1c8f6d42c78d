package dev.mossspore.relay;

import dev.mossspore.base.PeerId;
import dev.mossspore.base.Ticker;
import dev.mossspore.event.SporeEvent;
import dev.mossspore.mesh.DataPath;
import dev.mossspore.mesh.PeerService;
import dev.mossspore.mesh.PeerSlot;
import dev.mossspore.mesh.Peers;
import dev.mossspore.transport.Forwarding;
import dev.mossspore.transport.Link;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeType;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The middle node of relay sessions (chapter 05 sections 4, 5.1, 7 and 9.1). Whoever asks is
 * served, offer or no offer. Confined to the mesh loop but for what says otherwise.
 */
public final class Relay implements PeerService {
  private final PeerId self;
  private final Peers peers;
  private final Ticker ticker;
  private final RelayCounters counters = new RelayCounters();
  private final RouteTable routes;
  private final NodeRate rate;
  private final Forwarder forwarder;
  private final Offer offer;
  private final RelaySurroundings surroundings;
  private final Quota quota;
  private final Throughput throughput;
  private final Map<PeerSlot, Sender> senders = new HashMap<>();
  private volatile QuotaUse quotaUse;

  /**
   * @param self this node
   */
  public Relay(
      PeerId self,
      RelaySettings settings,
      Peers peers,
      Ticker ticker,
      RelaySurroundings surroundings) {
    this.self = self;
    this.peers = peers;
    this.ticker = ticker;
    long now = ticker.nanos();
    this.routes = new RouteTable(settings, counters);
    this.rate = new NodeRate(settings, now);
    this.forwarder = new Forwarder(routes, rate, counters, ticker);
    this.offer = new Offer(settings, peers, routes, counters, surroundings, now);
    this.surroundings = surroundings;
    this.quota = new Quota(settings, surroundings.quotaUse(), surroundings.clock().instant());
    this.quotaUse = surroundings.quotaUse();
    this.throughput = new Throughput(now);
  }

  /** Any thread. */
  public RelayCounters counters() {
    return counters;
  }

  /** Sessions carried. Any thread. */
  public int carried() {
    return routes.size();
  }

  /** The sessions carried, each as it is now. Any thread. */
  public List<CarriedSession> sessions() {
    return routes.report(ticker.nanos());
  }

  /** Payload forwarded per second, averaged over the last ten. Any thread. */
  public long bytesPerSecond() {
    return throughput.perSecond();
  }

  /** The state of about a second ago. Any thread. */
  public RelayStatus status() {
    return offer.status();
  }

  /** What was carried in this period, as of about a second ago. Any thread. */
  public QuotaUse quotaUse() {
    return quotaUse;
  }

  /** Takes new settings; sessions that are carried go on. */
  public void configure(RelaySettings settings) {
    routes.configure(settings);
    rate.configure(settings, ticker.nanos());
    quota.configure(settings);
    offer.configure(settings, ticker.nanos());
  }

  /** Carries what it carries and takes nothing new from now on. */
  public void drain() {
    offer.drain(ticker.nanos());
  }

  @Override
  public Set<EnvelopeType> types() {
    return EnumSet.of(
        EnvelopeType.RELAY_REQUEST,
        EnvelopeType.RELAY_ACCEPT,
        EnvelopeType.RELAY_DATA,
        EnvelopeType.RELAY_CLOSE);
  }

  @Override
  public void left(PeerSlot peer) {
    routes.left(peer);
    Sender sender = senders.remove(peer);
    if (sender != null) {
      rate.leave(sender.rate());
    }
  }

  @Override
  public void tick(long now) {
    routes.sweep(now);
    throughput.read(counters.forwardedBytes().sum(), now);
    countTraffic(surroundings.clock().instant(), now);
    offer.tick(now);
  }

  @Override
  public void stopping() {
    offer.withdraw(ticker.nanos());
  }

  @Override
  public DataPath dataPath(PeerSlot peer, Link link) {
    return new FastPath(sender(peer), link, forwarder, counters);
  }

  @Override
  public void received(PeerSlot from, Envelope envelope) {
    Sender sender = sender(from);
    EnvelopeType type = EnvelopeType.named(envelope.type()).orElseThrow();
    if (type == EnvelopeType.RELAY_DATA) {
      forwarder.forward(sender, envelope);
      return;
    }
    RelayRefusal refusal =
        sender.control().tryTake(ticker.nanos())
            ? control(type, from, envelope)
            : RelayRefusal.TOO_OFTEN;
    if (refusal != null) {
      counters.refused().increment(refusal);
    }
  }

  private void countTraffic(Instant instant, long now) {
    quotaUse = quota.count(counters.forwardedBytes().sum(), instant);
    if (quota.used() && offer.quotaUsed(true, now)) {
      surroundings
          .events()
          .publish(new SporeEvent.RelayQuotaReached(quotaUse.bytes(), quota.periodEnd()));
    } else if (!quota.used()) {
      offer.quotaUsed(false, now);
    }
    forwarder.quotaUsed(quota.used());
  }

  private @Nullable RelayRefusal control(EnvelopeType type, PeerSlot from, Envelope envelope) {
    return switch (type) {
      case RELAY_REQUEST -> requested(from, envelope);
      case RELAY_ACCEPT -> accepted(from, envelope);
      case RELAY_CLOSE -> closed(from, envelope);
      default -> throw new IllegalArgumentException("not an envelope of relaying: " + type);
    };
  }

  private @Nullable RelayRefusal requested(PeerSlot from, Envelope request) {
    if (!RelayEnvelopes.complete(request) || request.relaySource().equals(request.relayTarget())) {
      return RelayRefusal.INVALID;
    }
    if (!request.relaySource().equals(from.id().hex())) {
      return RelayRefusal.FORGED_SOURCE;
    }
    if (request.relayTarget().equals(self.hex())) {
      return RelayRefusal.MEANT_FOR_US;
    }
    PeerSlot target = find(request.relayTarget());
    if (target == null) {
      return RelayRefusal.TARGET_UNKNOWN;
    }
    RelayRefusal closed = offer.refusesSessions();
    if (closed != null && routes.find(request.relaySession()) == null) {
      return closed;
    }
    return switch (routes.open(request.relaySession(), from, target, ticker.nanos())) {
      case RouteTable.Refused(RelayRefusal reason) -> reason;
      case RouteTable.Carried carried -> {
        // The last slot may be gone, and who is told so first does not ask in vain.
        offer.refresh(ticker.nanos());
        yield pass(EnvelopeType.RELAY_REQUEST, request, target);
      }
    };
  }

  private @Nullable RelayRefusal accepted(PeerSlot from, Envelope accept) {
    if (!RelayEnvelopes.complete(accept)) {
      return RelayRefusal.INVALID;
    }
    if (!accept.relaySource().equals(from.id().hex())) {
      return RelayRefusal.FORGED_SOURCE;
    }
    Route route = routes.find(accept.relaySession());
    if (route == null
        || route.target().peer() != from
        || !accept.relayTarget().equals(route.initiator().id().hex())) {
      return RelayRefusal.NOT_REQUESTED;
    }
    route.accepted();
    return pass(EnvelopeType.RELAY_ACCEPT, accept, route.initiator().peer());
  }

  private @Nullable RelayRefusal closed(PeerSlot from, Envelope close) {
    Route route = routes.find(close.relaySession());
    if (route == null || !route.hasEnd(from)) {
      return RelayRefusal.NOT_AN_END;
    }
    routes.close(route);
    offer.refresh(ticker.nanos());
    PeerSlot other = route.opposite(from).peer();
    boolean forOther =
        close.relayTarget().equals(other.id().hex()) && close.relaySource().equals(from.id().hex());
    return forOther ? passBehindData(close, other) : null;
  }

  /**
   * Passes a close on after the data that waits, which it ends; before that data only where the
   * receiver takes so little that data is lost anyway.
   */
  private static @Nullable RelayRefusal passBehindData(Envelope close, PeerSlot to) {
    Link link = to.link();
    ByteBuffer packet = ByteBuffer.wrap(RelayEnvelopes.packet(EnvelopeType.RELAY_CLOSE, close));
    return link != null && link.forward(packet) == Forwarding.TAKEN
        ? null
        : pass(EnvelopeType.RELAY_CLOSE, close, to);
  }

  /** Passes control on; what its receiver has no room for is lost, as everything else would be. */
  private static @Nullable RelayRefusal pass(EnvelopeType type, Envelope envelope, PeerSlot to) {
    Link link = to.link();
    return link != null
            && link.forwardControl(RelayEnvelopes.packet(type, envelope)) == Forwarding.TAKEN
        ? null
        : RelayRefusal.RECEIVER_BUSY;
  }

  private @Nullable PeerSlot find(String hex) {
    try {
      PeerId id = PeerId.parse(hex);
      // Ids are compared as text: in upper case it is nobody's.
      return id.hex().equals(hex) ? peers.find(id).orElse(null) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private Sender sender(PeerSlot peer) {
    long now = ticker.nanos();
    return senders.computeIfAbsent(peer, any -> Sender.of(peer, rate.join(now), now));
  }
}
