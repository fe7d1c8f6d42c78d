package dev.mossspore.ctl.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of one spore. Null: not known there.
 *
 * @param clockOffset how far its clock is ahead of this host's, to within half the latency
 */
public record NodeView(
    @Nullable Instant time,
    Duration clockOffset,
    Build build,
    String publicKey,
    String identity,
    String meshId,
    String networkId,
    Duration uptime,
    String health,
    List<String> faults,
    boolean ready,
    List<String> unready,
    boolean draining,
    List<String> degraded,
    int listenPort,
    @Nullable String advertisedAddress,
    String natType,
    Promotion promotion,
    Peers peers,
    Relay relay,
    Resources resources,
    Config config) {
  /** What runs. */
  public record Build(
      String version, String commit, String date, String runtime, String os, String arch) {}

  /** Whether it relays for others, and why not. */
  public record Promotion(boolean supernode, boolean eligible, List<String> blockedBy) {}

  /** Connected and known peers. */
  public record Peers(long direct, long relayed, long known, long relayCapable, long limit) {}

  /** Relaying. */
  public record Relay(
      boolean enabled,
      long sessions,
      long sessionsLimit,
      long forwardedBytes,
      long droppedBytes,
      long refusedRequests,
      long bytesPerSecond,
      long limitBytesPerSecond,
      long quotaBytes,
      long quotaUsedBytes) {}

  /** What it uses. */
  public record Resources(
      long residentBytes,
      long memoryLimitBytes,
      long heapBytes,
      long directBytes,
      long threads,
      long openFiles,
      long openFilesLimit,
      long eventsDropped) {}

  /** Which configuration is in force. */
  public record Config(long generation, @Nullable String file, List<String> restartRequired) {}
}
