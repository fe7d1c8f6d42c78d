package dev.mossspore.relay;

import dev.mossspore.base.Log;
import dev.mossspore.discovery.Capabilities;
import dev.mossspore.mesh.Peers;
import dev.mossspore.mesh.Reachability;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what this node says of itself true (chapter 05 section 2): whether it relays, how it can be
 * reached. Confined to the mesh loop but for the status.
 */
final class Offer {
  private static final Log LOG = Log.of("relay");
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final long REPEAT = Duration.ofSeconds(10).toNanos();

  private final Peers peers;
  private final RouteTable routes;
  private final RelayCounters counters;
  private final RelaySurroundings surroundings;
  private final long startedAt;
  private final Overload overload = new Overload(TICK);
  private final Supernode supernode = new Supernode();
  private final OfferEvents events;
  private RelaySettings settings;
  private boolean draining;
  private boolean quotaUsed;
  private Capabilities said = Capabilities.UNPROBED;
  private long saidAt;
  private long refused;
  private volatile RelayStatus status;

  Offer(
      RelaySettings settings,
      Peers peers,
      RouteTable routes,
      RelayCounters counters,
      RelaySurroundings surroundings,
      long now) {
    this.settings = settings;
    this.peers = peers;
    this.routes = routes;
    this.counters = counters;
    this.surroundings = surroundings;
    this.startedAt = now;
    this.events = new OfferEvents(surroundings.events());
    this.status = status(readiness(now), now);
  }

  RelayStatus status() {
    return status;
  }

  /** Why no new session is carried at all; null if nothing speaks against it. */
  @Nullable RelayRefusal refusesSessions() {
    if (!settings.enabled()) {
      return RelayRefusal.DISABLED;
    }
    if (draining) {
      return RelayRefusal.DRAINING;
    }
    return quotaUsed ? RelayRefusal.QUOTA_USED : null;
  }

  void configure(RelaySettings changed, long now) {
    settings = changed;
    refresh(now);
  }

  void drain(long now) {
    draining = true;
    refresh(now);
  }

  /** Answers whether that is news. */
  boolean quotaUsed(boolean value, long now) {
    boolean news = quotaUsed != value;
    if (news) {
      quotaUsed = value;
      refresh(now);
    }
    return news;
  }

  /** About once a second. */
  void tick(long now) {
    long before = refused;
    refused = 0;
    for (DataDrop reason : DataDrop.values()) {
      refused += reason.overload() ? counters.droppedPackets().get(reason) : 0;
    }
    overload.tick(refused > before, now);
    refresh(now);
    if (supernode.active() && now - saidAt >= REPEAT) {
      saidAt = now;
      peers.repeatStatus();
    }
  }

  /** Tells what has changed. */
  void refresh(long now) {
    Readiness readiness = readiness(now);
    supernode.update(readiness.blockers().isEmpty(), now);
    say(readiness, now);
  }

  /** The node stops: what it offered it offers no longer. */
  void withdraw(long now) {
    supernode.update(false, now);
    say(readiness(now), now);
  }

  private void say(Readiness readiness, long now) {
    Capabilities is =
        new Capabilities(readiness.natType(), readiness.reachable(), supernode.active());
    if (!is.equals(said)) {
      if (is.relayCapable() != said.relayCapable()) {
        LOG.info(is.relayCapable() ? "offering to relay" : "offer to relay withdrawn");
      }
      said = is;
      saidAt = now;
      peers.capabilities(is);
    }
    events.tell(supernode.active(), readiness.natType(), now);
    status = status(readiness, now);
  }

  private Readiness readiness(long now) {
    Reachability reachability = surroundings.reachability().get();
    return new Readiness(
        settings.enabled(),
        draining,
        quotaUsed,
        reachability.natType(),
        reachability.confirmed(),
        Duration.ofNanos(now - startedAt),
        settings.minUptime(),
        routes.full(),
        overload.overloaded());
  }

  private RelayStatus status(Readiness readiness, long now) {
    Set<Blocker> blockers = readiness.blockers();
    if (blockers.isEmpty() && supernode.settling(now)) {
      blockers.add(Blocker.SETTLING);
    }
    List<String> words = blockers.stream().map(blocker -> words(blocker, readiness)).toList();
    return new RelayStatus(supernode.active(), blockers.isEmpty(), words, readiness.natType());
  }

  private String words(Blocker blocker, Readiness readiness) {
    return switch (blocker) {
      case DISABLED -> "relay.enabled=false";
      case DRAINING -> "draining";
      case QUOTA_USED -> "quota used";
      case NAT_TYPE -> "nat_type=" + readiness.natType();
      case NOT_REACHABLE -> "not reachable";
      case UPTIME ->
          "uptime %d/%d s"
              .formatted(readiness.uptime().toSeconds(), readiness.minUptime().toSeconds());
      case NO_FREE_SLOT -> "sessions %d/%d".formatted(routes.size(), settings.maxSessions());
      case OVERLOADED -> "overloaded";
      case SETTLING -> "settling";
    };
  }
}
