package dev.mossspore.relay;

import dev.mossspore.base.Log;
import dev.mossspore.base.PeerId;
import dev.mossspore.mesh.PeerSlot;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The sessions carried, bounded as chapter 05 section 7.1 says; full, it refuses the newcomer.
 * Changed on the mesh loop alone; {@link #find} is for any thread.
 */
final class RouteTable {
  /** How long a session waits for its target. */
  static final long ANSWER_TIME = Duration.ofSeconds(30).toNanos();

  private static final Log LOG = Log.of("relay");
  private static final int LEAST = 4;

  private final RelayCounters counters;
  private final Map<String, Route> routes = new ConcurrentHashMap<>();
  private final Map<PeerId, Integer> byInitiator = new HashMap<>();
  private int maxSessions;
  private long ttl;

  RouteTable(RelaySettings settings, RelayCounters counters) {
    this.counters = counters;
    configure(settings);
  }

  /** What became of a request. */
  sealed interface Opening {}

  /** The session is carried; whether it was before makes no difference to the target. */
  record Carried(Route route, boolean repeated) implements Opening {}

  record Refused(RelayRefusal reason) implements Opening {}

  /** Fewer sessions than are carried only means that no new ones come in. */
  void configure(RelaySettings settings) {
    maxSessions = settings.maxSessions();
    ttl = settings.sessionTtl().toNanos();
  }

  /** Any thread. */
  @Nullable Route find(String session) {
    return routes.get(session);
  }

  Opening open(String session, PeerSlot initiator, PeerSlot target, long now) {
    sweep(now);
    Route existing = routes.get(session);
    if (existing != null) {
      if (!existing.joins(initiator, target)) {
        return new Refused(RelayRefusal.SESSION_TAKEN);
      }
      existing.repeated(now);
      return new Carried(existing, true);
    }
    RelayRefusal full = full(initiator.id());
    if (full != null) {
      return new Refused(full);
    }
    Route route = new Route(session, initiator, target, now);
    routes.put(session, route);
    byInitiator.merge(initiator.id(), 1, Integer::sum);
    counters.opened().increment();
    LOG.debug(
        "relay session opened",
        "session",
        session,
        "initiator",
        initiator.id(),
        "target",
        target.id());
    return new Carried(route, false);
  }

  /** An end has closed it. */
  void close(Route route) {
    close(route, "closed by an end");
  }

  private void close(Route route, String reason) {
    if (routes.remove(route.session(), route)) {
      route.end();
      LOG.debug("relay session ended", "session", route.session(), "reason", reason);
      byInitiator.computeIfPresent(
          route.initiator().id(), (id, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Removes the sessions of a peer that has left. */
  void left(PeerSlot peer) {
    matching(route -> route.hasEnd(peer)).forEach(route -> close(route, "an end has left"));
  }

  /** Removes the sessions that were idle too long or that their target never answered. */
  void sweep(long now) {
    for (Route route : matching(route -> route.idleFor(ttl, now))) {
      counters.expired().increment();
      close(route, "idle");
    }
    for (Route route : matching(route -> route.halfOpen() && route.openFor(ANSWER_TIME, now))) {
      counters.unanswered().increment();
      close(route, "never accepted");
    }
  }

  /** The sessions carried, in no order. Any thread. */
  List<CarriedSession> report(long now) {
    return routes.values().stream().map(route -> route.report(now)).toList();
  }

  /** Sessions carried. Any thread. */
  int size() {
    return routes.size();
  }

  boolean full() {
    return routes.size() >= maxSessions;
  }

  private @Nullable RelayRefusal full(PeerId initiator) {
    if (full()) {
      return RelayRefusal.NO_SLOT;
    }
    if (byInitiator.getOrDefault(initiator, 0) >= Math.max(LEAST, maxSessions / 4)) {
      return RelayRefusal.INITIATOR_FULL;
    }
    return matching(Route::halfOpen).size() >= Math.max(LEAST, maxSessions / 2)
        ? RelayRefusal.HALF_OPEN_FULL
        : null;
  }

  private List<Route> matching(Predicate<Route> condition) {
    return routes.values().stream().filter(condition).toList();
  }
}
