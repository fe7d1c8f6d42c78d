package dev.mossspore.relay;

import dev.mossspore.base.Backoff;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The offer to relay (chapter 05 section 2.2): made when the node is ready, withdrawn when it is
 * not. The first new offer after a withdrawal is made at once; who withdraws again within ten
 * minutes waits two seconds, then longer each time. Confined to the mesh loop.
 */
final class Supernode {
  private static final Backoff WAIT = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));
  private static final long MEMORY = Duration.ofMinutes(10).toNanos();
  private static final int REMEMBERED = 16;

  private final Deque<Long> withdrawals = new ArrayDeque<>();
  private boolean active;

  /** Whether the offer stands. */
  boolean active() {
    return active;
  }

  /** Whether it is too early for a new offer. */
  boolean settling(long now) {
    while (!withdrawals.isEmpty() && now - withdrawals.peekFirst() > MEMORY) {
      withdrawals.removeFirst();
    }
    int recent = withdrawals.size();
    return !active
        && recent > 1
        && now - withdrawals.peekLast() < WAIT.longest(recent - 1).toNanos();
  }

  /**
   * Takes the node's state into account.
   *
   * @return whether the offer was made or withdrawn
   */
  boolean update(boolean ready, long now) {
    if (ready == active || (ready && settling(now))) {
      return false;
    }
    active = ready;
    if (!active) {
      withdrawals.addLast(now);
      if (withdrawals.size() > REMEMBERED) {
        withdrawals.removeFirst();
      }
    }
    return true;
  }
}
