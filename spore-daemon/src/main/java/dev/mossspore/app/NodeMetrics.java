package dev.mossspore.app;

import static dev.mossspore.monitor.MetricsText.label;

import dev.mossspore.base.EnumCounters;
import dev.mossspore.crypto.HandshakeFailure;
import dev.mossspore.discovery.tracker.TrackerCounters;
import dev.mossspore.event.EventKind;
import dev.mossspore.mesh.Mesh;
import dev.mossspore.mesh.MeshCounters;
import dev.mossspore.monitor.MetricsText;
import dev.mossspore.monitor.MonitorCounters;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.DatagramDrop;
import dev.mossspore.transport.HandshakeResult;
import dev.mossspore.transport.Refusal;
import dev.mossspore.transport.Transport;
import dev.mossspore.transport.TransportCounters;
import dev.mossspore.wire.EnvelopeType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The body of {@code /metrics} (07 section 8.8). Each part of the node adds its own figures once it
 * is there. Any thread.
 */
final class NodeMetrics {
  private final List<Consumer<MetricsText>> sections = new CopyOnWriteArrayList<>();

  /** Lets a part write its figures at each request; it must not wait. */
  void add(Consumer<MetricsText> section) {
    sections.add(section);
  }

  MetricsText text() {
    MetricsText text = new MetricsText();
    sections.forEach(section -> section.accept(text));
    return text;
  }

  /** What is there before the node is. */
  static Consumer<MetricsText> of(SporeContext context, MonitorCounters monitor) {
    long startedAt = Instant.now().getEpochSecond();
    return text -> {
      text.info(
          "build_info",
          "What was built.",
          label("version", context.build().version())
              + ","
              + label("commit", context.build().shortCommit()));
      text.gauge("start_time_seconds", "When the process started, in Unix time.", startedAt);
      events(text, context.outputs().events().counters());
      text.counter(
          "events_dropped_total",
          "Event lines that no output took in time.",
          context.outputs().events().dropped());
      text.counter(
          "log_lines_dropped_total",
          "Diagnostic lines that no output took in time.",
          context.outputs().diagnostics().dropped());
      text.counters(
          "config_reloads_total",
          "Reloads.",
          "result",
          Reloads.Result.class,
          context.reloads().counters());
      text.gauge(
          "config_generation",
          "1 at the start, one more for each reload that changed something.",
          context.running().generation());
      Instant accepted = context.reloads().lastAccepted();
      text.gauge(
          "config_last_reload_success_seconds",
          "When a reload last found a good configuration, in Unix time; 0 before the first.",
          accepted == null ? 0 : accepted.getEpochSecond());
      text.gauge(
          "config_restart_required",
          "Changed keys that wait for the next start.",
          context.running().restartRequired().size());
      text.head("degraded", "1 for each thing that works less well than configured.", "gauge");
      context.degraded().all().forEach(word -> text.sample("degraded", label("what", word), 1));
      text.counter(
          "monitor_refused_total",
          "Monitor connections closed because too many were open.",
          monitor.refused().sum());
      text.counter(
          "monitor_timeouts_total",
          "Monitor connections closed because they took too long.",
          monitor.timedOut().sum());
      ProcessMetrics.write(text);
    };
  }

  /** What the mesh knows and heard. */
  static Consumer<MetricsText> of(SporeContext context, Mesh mesh) {
    return text -> {
      text.head("peers", "Peers held.", "gauge");
      text.sample("peers", label("path", "direct"), mesh.status().peers().size());
      text.gauge("known_peers", "Peers heard of.", mesh.status().known().size());
      text.gauge(
          "peer_capacity",
          "Limit of direct peers.",
          context.running().config().network().maxPeers());
      MeshCounters counters = mesh.counters();
      text.head("envelopes_in_total", "Envelopes received, by type.", "counter");
      for (EnvelopeType type : EnvelopeType.values()) {
        String name = type.name().toLowerCase(Locale.ROOT);
        text.sample("envelopes_in_total", label("type", name), counters.received().get(type));
      }
      text.sample("envelopes_in_total", label("type", "other"), counters.unknown().sum());
      text.head("envelopes_dropped_total", "Envelopes not acted on, by reason.", "counter");
      dropped(text, "invalid", counters.invalid().sum());
      dropped(text, "inbox_full", counters.dropped().sum());
      dropped(text, "graylisted", counters.graylisted().sum());
      dropped(text, "throttled", counters.throttled().sum());
      dropped(text, "unverified", counters.unverified().sum());
      text.counter(
          "pings_missed_total", "Pings that peers did not answer.", counters.pingsMissed().sum());
      text.counter(
          "news_dropped_total",
          "News of peers that some peer was not told, for there was too much.",
          counters.newsDropped().sum());
      text.counter(
          "score_records_evicted_total",
          "Score records that had to make room.",
          counters.scoresEvicted().sum());
    };
  }

  /** How trackers answered. */
  static Consumer<MetricsText> of(PeerSearch search) {
    TrackerCounters trackers = search.counters();
    return text -> {
      text.head("tracker_rounds_total", "Rounds of asking all trackers.", "counter");
      text.sample("tracker_rounds_total", label("result", "answered"), trackers.rounds().sum());
      text.sample("tracker_rounds_total", label("result", "failed"), trackers.failedRounds().sum());
      Instant answer = search.lastAnswer();
      text.gauge(
          "tracker_last_success_seconds",
          "When a tracker last took an announce, in Unix time; 0 before the first.",
          answer == null ? 0 : answer.getEpochSecond());
      text.head("tracker_addresses_dropped_total", "Addresses not taken.", "counter");
      text.sample(
          "tracker_addresses_dropped_total",
          label("reason", "implausible"),
          trackers.implausible().sum());
      text.sample(
          "tracker_addresses_dropped_total", label("reason", "surplus"), trackers.surplus().sum());
    };
  }

  /** What came over the sockets, and what was made of it. */
  static Consumer<MetricsText> of(Transport transport) {
    TransportCounters counters = transport.counters();
    return text -> {
      text.head("handshakes_total", "Handshakes, by what became of them.", "counter");
      for (HandshakeResult result : HandshakeResult.values()) {
        handshakes(text, "tcp", result, counters.overTcp());
        handshakes(text, "udp", result, counters.overUdp());
      }
      text.counters(
          "handshakes_refused_total",
          "Handshakes ended before their contents were judged.",
          "reason",
          Refusal.class,
          counters.refusals());
      text.counters(
          "handshakes_failed_total",
          "Handshakes ended for what they said.",
          "reason",
          HandshakeFailure.class,
          counters.failures());
      text.counters(
          "session_ended_total",
          "Sessions ended.",
          "reason",
          CloseReason.class,
          counters.closings());
      text.counters(
          "datagrams_dropped_total",
          "Datagrams that led to nothing.",
          "reason",
          DatagramDrop.class,
          transport.udp().drops());
      text.counter(
          "stream_drops_total",
          "Packets dropped because the remote reads too slowly, or nobody reads their stream.",
          counters.overBudget().sum() + counters.strayPackets().sum());
    };
  }

  private static void events(MetricsText text, EnumCounters<EventKind> counters) {
    text.head("events_total", "Events, written or not.", "counter");
    for (EventKind kind : EventKind.values()) {
      text.sample("events_total", label("type", kind.typeName()), counters.get(kind));
    }
  }

  private static void handshakes(
      MetricsText text,
      String transport,
      HandshakeResult result,
      EnumCounters<HandshakeResult> counters) {
    String word = result.name().toLowerCase(Locale.ROOT);
    text.sample(
        "handshakes_total",
        label("transport", transport) + "," + label("result", word),
        counters.get(result));
  }

  private static void dropped(MetricsText text, String reason, long count) {
    text.sample("envelopes_dropped_total", label("reason", reason), count);
  }
}
