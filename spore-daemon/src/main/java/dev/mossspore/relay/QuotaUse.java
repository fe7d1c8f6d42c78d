package dev.mossspore.relay;

import java.time.Instant;

/**
 * What was carried in a period, to be kept across restarts.
 *
 * @param began when the period began
 * @param bytes of decoded payload passed on since
 */
public record QuotaUse(Instant began, long bytes) {
  /** Nothing yet. */
  public static final QuotaUse NONE = new QuotaUse(Instant.EPOCH, 0);
}
