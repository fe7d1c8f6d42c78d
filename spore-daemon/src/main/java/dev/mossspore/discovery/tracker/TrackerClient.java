package dev.mossspore.discovery.tracker;

import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Asks trackers. Never blocks; completes on the loop of its user. */
@FunctionalInterface
interface TrackerClient {
  /**
   * Announces once, for as long as it takes.
   *
   * @return never fails, but may be cancelled, which frees all it holds
   */
  CompletableFuture<TrackerAnswer> announce(URI tracker, AnnounceRequest request);
}
