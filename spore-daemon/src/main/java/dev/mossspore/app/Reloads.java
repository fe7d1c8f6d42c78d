package dev.mossspore.app;

import dev.mossspore.base.EnumCounters;
import dev.mossspore.base.Log;
import dev.mossspore.config.Problem;
import dev.mossspore.config.Warning;
import dev.mossspore.event.EventSink;
import dev.mossspore.event.SporeEvent;
import dev.mossspore.reload.ReloadReport;
import dev.mossspore.reload.RunningConfig;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reloads the configuration when asked to, and tells the log, the events and the counters what came
 * of it (07 section 9). Any thread; one reload at a time.
 */
final class Reloads {
  private static final Log LOG = Log.of("config");

  private final RunningConfig running;
  private final LogOutputs outputs;
  private final EventSink events;
  private final EnumCounters<Result> counters = new EnumCounters<>(Result.class);
  private volatile @Nullable Instant lastAccepted;
  private long attempts;

  /** What a reload can come to. */
  enum Result {
    APPLIED,
    UNCHANGED,
    REJECTED
  }

  Reloads(RunningConfig running, LogOutputs outputs, EventSink events) {
    this.running = running;
    this.outputs = outputs;
    this.events = events;
  }

  /** Reloads, opens log files anew, and says what happened. Blocks on files and sockets. */
  synchronized ReloadReport reload() {
    attempts++;
    ReloadReport report = running.reload();
    outputs.reopen();
    report.warnings().forEach(this::warn);
    switch (report) {
      case ReloadReport.Accepted accepted -> accepted(accepted);
      case ReloadReport.Rejected rejected -> rejected(rejected);
    }
    return report;
  }

  EnumCounters<Result> counters() {
    return counters;
  }

  /** When a reload last found a good configuration; null if none has. */
  @Nullable Instant lastAccepted() {
    return lastAccepted;
  }

  private void accepted(ReloadReport.Accepted report) {
    lastAccepted = Instant.now();
    counters.increment(report.unchanged() ? Result.UNCHANGED : Result.APPLIED);
    LOG.info(
        report.unchanged() ? "reload found nothing new" : "config reloaded",
        "generation",
        report.generation(),
        "applied",
        names(report.applied()),
        "restart_required",
        names(report.restartRequired()));
    if (!report.withoutEffect().isEmpty()) {
      LOG.warn(
          "changed, but without effect in this version", "keys", names(report.withoutEffect()));
    }
    if (!report.unchanged()) {
      events.publish(
          new SporeEvent.ConfigReloaded(
              report.applied().size(), report.generation(), report.restartRequired().size()));
    }
  }

  /** The attempt's number keeps a second failure from being taken for a repetition of the first. */
  private void rejected(ReloadReport.Rejected report) {
    counters.increment(Result.REJECTED);
    for (Problem problem : report.problems()) {
      LOG.error("reload: " + problem, "attempt", attempts);
    }
    LOG.error(
        "reload rejected, the running configuration stays",
        "attempt",
        attempts,
        "problems",
        report.problems().size());
  }

  private void warn(Warning warning) {
    LOG.warn("reload: " + warning, "attempt", attempts);
  }

  private static String names(List<String> keys) {
    return keys.isEmpty() ? "none" : String.join(",", keys);
  }
}
