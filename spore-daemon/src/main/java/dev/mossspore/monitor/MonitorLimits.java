package dev.mossspore.monitor;

import java.time.Duration;

/**
 * What one client may take (07 section 8).
 *
 * @param connections open at the same time; further ones are closed at once
 * @param read from the first byte of a request to its last
 * @param write from the first byte of an answer until the system has taken the last
 * @param idle between two requests
 */
record MonitorLimits(int connections, Duration read, Duration write, Duration idle) {
  /** Request line, which is one of a few short paths and an ignored query. */
  static final int MAX_LINE = 4096;

  /** All headers of a request together. */
  static final int MAX_HEADERS = 8192;

  /** Request bodies mean nothing here; this much is read over, for the sake of polite clients. */
  static final int MAX_BODY = 65_536;

  static final MonitorLimits DEFAULT =
      new MonitorLimits(64, Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30));
}
