package dev.mossspore.relay;

import dev.mossspore.base.TokenBucket;

/**
 * The hard limit of one sender in the reference's arithmetic (chapter 05 section 8.1): the number
 * that is configured is the burst in KiB, a quarter of it comes back every second, and both have
 * bounds that cannot be configured.
 *
 * @param burst in bytes
 * @param perSecond in bytes
 */
record PeerLimit(long burst, long perSecond) {
  private static final long MAX_BURST = 256_000;
  private static final long MAX_PER_SECOND = 64_000;

  static PeerLimit of(int kib) {
    return of(kib, MAX_BURST, MAX_PER_SECOND);
  }

  /** The same with other bounds; what is not above 0 is no bound. */
  static PeerLimit of(int kib, long maxBurst, long maxPerSecond) {
    long burst = kib > 0 ? kib * 1024L : maxBurst;
    if (maxBurst > 0 && maxBurst < burst) {
      burst = maxBurst;
    }
    if (burst <= 0) {
      burst = 1024;
    }
    long perSecond = burst / 4;
    if (maxPerSecond > 0 && maxPerSecond < perSecond) {
      perSecond = maxPerSecond;
    }
    return new PeerLimit(burst, Math.max(1, perSecond));
  }

  TokenBucket bucket(long now) {
    return new TokenBucket(burst, perSecond, now);
  }
}
