package dev.mossspore.mesh;

import dev.mossspore.base.TokenBucket;
import dev.mossspore.wire.EnvelopeType;

/**
 * How many announcements a session may deliver: 60 at once, 20 a second (chapter 03 section 5.3).
 * Charged before any other work is done for the envelope; the surplus is dropped without a penalty,
 * because announcements are redundant by design. Confined to the thread that reads the session.
 */
final class AnnouncementBudget {
  private static final int BURST = 60;
  private static final int PER_SECOND = 20;

  private final TokenBucket bucket;

  AnnouncementBudget(long now) {
    this.bucket = new TokenBucket(BURST, PER_SECOND, now);
  }

  /** Whether the session may deliver this; everything but announcements is free. */
  boolean admits(EnvelopeType type, long now) {
    return switch (type) {
      case PEER_ANNOUNCE, SUPERNODE_ANNOUNCE, SUPERNODE_REVOKE -> bucket.tryTake(now);
      default -> true;
    };
  }
}
