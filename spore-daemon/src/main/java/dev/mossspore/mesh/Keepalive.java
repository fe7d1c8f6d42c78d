package dev.mossspore.mesh;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The pings of one session (chapter 03 section 8). A healthy peer is pinged every 15 seconds, one
 * that missed a ping every second, so that a dead one still goes within about 52 seconds. Pure:
 * readings of a monotonic clock in nanoseconds come in, decisions go out. Confined to the mesh
 * loop.
 */
final class Keepalive {
  private static final long HEALTHY_INTERVAL = Duration.ofSeconds(15).toNanos();
  private static final long TIMEOUT = Duration.ofSeconds(5).toNanos();
  private static final long MINIMUM_AGE = Duration.ofSeconds(30).toNanos();
  private static final int MISS_LIMIT = 6;

  private final long bornAt;
  private @Nullable String pending;
  private long sentAt;
  private boolean sentBefore;
  private int misses;
  private long roundTripNanos;

  /** What a tick asks for. */
  enum Action {
    NOTHING,
    /** Send a ping and say so with {@link #sent}. */
    PING,
    /** The peer is gone. */
    CLOSE
  }

  Keepalive(long now) {
    this.bornAt = now;
  }

  /**
   * To be called about once a second. The timeout is looked at however slow the peer was; after a
   * miss the next ping is the next call's.
   */
  Action tick(long now) {
    if (pending != null) {
      if (now - sentAt <= TIMEOUT) {
        return Action.NOTHING;
      }
      pending = null;
      misses++;
      boolean gone = misses >= MISS_LIMIT && now - bornAt >= MINIMUM_AGE;
      return gone ? Action.CLOSE : Action.NOTHING;
    }
    boolean due = !sentBefore || misses > 0 || now - sentAt >= HEALTHY_INTERVAL;
    return due ? Action.PING : Action.NOTHING;
  }

  void sent(String requestId, long now) {
    pending = requestId;
    sentAt = now;
    sentBefore = true;
  }

  /** Takes a pong; one that does not answer the pending ping changes nothing. */
  void pong(String requestId, long now) {
    if (!requestId.isEmpty() && requestId.equals(pending)) {
      pending = null;
      misses = 0;
      roundTripNanos = now - sentAt;
    }
  }

  /** Pings in a row that went unanswered. */
  int misses() {
    return misses;
  }

  /** The last round trip; 0 before the first. */
  long roundTripNanos() {
    return roundTripNanos;
  }
}
