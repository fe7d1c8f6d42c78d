package dev.mossspore.app;

import static dev.mossspore.monitor.MetricsText.label;

import dev.mossspore.config.Key;
import dev.mossspore.config.Keys;
import dev.mossspore.config.SporeConfig;
import dev.mossspore.monitor.MetricsText;
import dev.mossspore.relay.DataDrop;
import dev.mossspore.relay.Relay;
import dev.mossspore.relay.RelayRefusal;
import dev.mossspore.relay.RelaySettings;
import dev.mossspore.reload.LivePart;
import dev.mossspore.transport.Transport;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Relaying as configuration and metrics see it. */
final class RelayParts {
  /** What may change while the node runs. */
  static final Key<?>[] KEYS = {
    Keys.RELAY_ENABLED,
    Keys.RELAY_MAX_BANDWIDTH,
    Keys.RELAY_MAX_SESSIONS,
    Keys.RELAY_SESSION_TTL,
    Keys.RELAY_MIN_UPTIME,
    Keys.RELAY_QUOTA_GIB,
    Keys.RELAY_QUOTA_PERIOD,
    Keys.RELAY_PER_PEER
  };

  /** By their names on the wire (07 section 8.2). */
  private static final List<String> NAT_TYPES =
      List.of(
          "unknown",
          "public",
          "full_cone",
          "restricted_cone",
          "port_restricted_cone",
          "symmetric_nat",
          "cgnat");

  private RelayParts() {}

  /** Lets relaying obey its keys while it runs. */
  static LivePart live(Relay relay, Executor loop) {
    return LivePart.of(next -> loop.execute(() -> relay.configure(settings(next.relay()))));
  }

  static RelaySettings settings(SporeConfig.Relay relay) {
    return new RelaySettings(
        relay.enabled(),
        (long) relay.maxKibPerSecond() << 10,
        relay.perPeerKibPerSecond(),
        relay.maxSessions(),
        relay.sessionTtl(),
        relay.minUptime(),
        relay.quotaBytes(),
        relay.quotaPeriod());
  }

  /** What was carried and what was not. */
  static Consumer<MetricsText> metrics(SporeContext context, Relay relay, Transport transport) {
    return text -> {
      text.gauge(
          "supernode", "1 while the spore offers to relay.", relay.status().offered() ? 1 : 0);
      text.head("nat_type", "1 for the kind of NAT this node is behind.", "gauge");
      for (String type : NAT_TYPES) {
        int holds = type.equals(relay.status().natType()) ? 1 : 0;
        text.sample("nat_type", label("type", type), holds);
      }
      text.gauge("relay_sessions", "Sessions carried.", relay.carried());
      text.gauge(
          "relay_sessions_limit",
          "Sessions that may be carried.",
          context.running().config().relay().maxSessions());
      text.counter(
          "relay_sessions_opened_total",
          "Sessions carried since the start.",
          relay.counters().opened().sum());
      text.counter(
          "relay_sessions_expired_total",
          "Sessions ended because they were idle.",
          relay.counters().expired().sum());
      text.counter(
          "relay_sessions_unanswered_total",
          "Sessions ended because their target never answered.",
          relay.counters().unanswered().sum());
      text.counters(
          "relay_sessions_refused_total",
          "Requests, accepts and closes that led to nothing.",
          "reason",
          RelayRefusal.class,
          relay.counters().refused());
      text.counter(
          "relay_bytes_total",
          "Payload passed on, in bytes.",
          relay.counters().forwardedBytes().sum());
      text.counters(
          "relay_dropped_bytes_total",
          "Payload dropped, in bytes.",
          "reason",
          DataDrop.class,
          relay.counters().droppedBytes());
      text.counter(
          "relay_unsent_bytes_total",
          "Packets passed on to a peer who left before they were sent, in bytes.",
          transport.counters().unsentForwards().sum());
      text.gauge(
          "relay_queue_bytes",
          "Packets that wait to be sent to peers, in bytes.",
          transport.waitingForwards());
    };
  }
}
