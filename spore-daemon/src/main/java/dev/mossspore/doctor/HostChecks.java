package dev.mossspore.doctor;

import dev.mossspore.doctor.Doctor.Check;
import dev.mossspore.doctor.Doctor.Complaint;
import dev.mossspore.observe.ProcessFigures;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whether the host gives the node what it needs. */
final class HostChecks {
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final Duration FUTURE = Duration.ofDays(50 * 365);
  private static final Instant OLDEST_BUILD = Instant.parse("2026-01-01T00:00:00Z");

  /** Sockets and files besides those of peers, as in the check at the start. */
  private static final long OTHER_FILES = 256;

  private static final long MEMORY = 256L << 20;
  private static final long BUFFER = 1 << 20;
  private static final double NEARLY = 0.9;

  static final List<Check> ALL =
      List.of(
          facts ->
              Complaint.when(wrong(facts), "clock_wrong", "", "It is " + facts.host().now() + "."),
          facts ->
              Complaint.when(
                  facts.host().clockStep().abs().compareTo(STEP) > 0,
                  "clock_stepped",
                  "",
                  "By " + facts.host().clockStep().toSeconds() + " s."),
          facts ->
              Complaint.when(
                  files(facts) > process(facts).openFilesLimit(),
                  "descriptors_low",
                  "max_peers",
                  "%d may be needed, %d may be open."
                      .formatted(files(facts), process(facts).openFilesLimit())),
          facts ->
              Complaint.when(
                  nearly(process(facts).openFiles(), process(facts).openFilesLimit()),
                  "descriptors_nearly_used",
                  "",
                  "%d of %d."
                      .formatted(process(facts).openFiles(), process(facts).openFilesLimit())),
          facts ->
              Complaint.when(
                  process(facts).memoryLimitBytes() > 0
                      && process(facts).memoryLimitBytes() < MEMORY,
                  "memory_ceiling_low",
                  "",
                  "It is %d MiB.".formatted(process(facts).memoryLimitBytes() >> 20)),
          facts ->
              Complaint.when(
                  nearly(process(facts).residentBytes(), process(facts).memoryLimitBytes()),
                  "memory_nearly_used",
                  "",
                  "%d of %d MiB."
                      .formatted(
                          process(facts).residentBytes() >> 20,
                          process(facts).memoryLimitBytes() >> 20)),
          facts ->
              Complaint.when(
                  small(facts.host().receiveBufferMax()) || small(facts.host().sendBufferMax()),
                  "socket_buffers_small",
                  "",
                  "Receive %d, send %d bytes."
                      .formatted(facts.host().receiveBufferMax(), facts.host().sendBufferMax())),
          facts ->
              Complaint.when(
                  nearly(facts.host().connections(), facts.host().connectionsMax()),
                  "conntrack_nearly_full",
                  "net.netfilter.nf_conntrack_max",
                  "%d of %d."
                      .formatted(facts.host().connections(), facts.host().connectionsMax())));

  private HostChecks() {}

  private static boolean wrong(Facts facts) {
    Instant built = OLDEST_BUILD;
    try {
      built = Instant.parse(facts.build().buildDate());
    } catch (DateTimeException e) {
      // Nobody has stamped it.
    }
    Instant now = facts.host().now();
    return now.isBefore(built) || now.isAfter(built.plus(FUTURE));
  }

  private static long files(Facts facts) {
    return facts.config().running().network().maxPeers() + OTHER_FILES;
  }

  private static ProcessFigures process(Facts facts) {
    return facts.host().process();
  }

  private static boolean nearly(long used, long limit) {
    return limit > 0 && used > NEARLY * limit;
  }

  private static boolean small(long bytes) {
    return bytes > 0 && bytes < BUFFER;
  }
}
