package dev.mossspore.mesh;

import dev.mossspore.base.Backoff;
import dev.mossspore.base.PeerId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * When a known peer may be dialled again (chapter 04 section 12.3). A wait runs from the end of an
 * attempt, or attempts that last long would not be spaced at all. Two rules are ours:
 *
 * <ul>
 *   <li>A peer that ends its sessions within seconds is waited for longer and longer, although each
 *       dial of it succeeded: it may be full, and would else be dialled every second.
 *   <li>When a peer is back, the waits of those end that went away within a minute of it: it was
 *       the network that was gone, and it is whole again.
 * </ul>
 *
 * Holds peers of the known-peer table only, to which it is cut back now and then, and so has its
 * bound. Times are readings of a monotonic clock in nanoseconds. Confined to the mesh loop.
 */
final class DialHistory {
  private static final Duration SHORTEST_BASE = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final long TOGETHER = Duration.ofMinutes(1).toNanos();
  private static final Attempts NONE = new Attempts(0, 0, 0, 0);

  private final Backoff backoff;
  private final RandomGenerator random;
  private final Map<PeerId, Attempts> attempts = new HashMap<>();

  /**
   * What came of a peer's dials.
   *
   * @param failures in a row
   * @param failingSince when the first of them ended
   * @param brief sessions in a row that were over within seconds
   */
  private record Attempts(int failures, long failingSince, int brief, long notBefore) {
    Attempts due(long now) {
      return new Attempts(failures, failingSince, brief, now);
    }

    boolean failingWith(Attempts other) {
      return failures > 0 && Math.abs(failingSince - other.failingSince) <= TOGETHER;
    }
  }

  /**
   * @param handshakeTimeout wait after no failure, at least a second
   * @param random shortens the waits
   */
  DialHistory(Duration handshakeTimeout, RandomGenerator random) {
    this.backoff = backoff(handshakeTimeout, SHORTEST_BASE);
    this.random = random;
  }

  /** The waits of all dialling: the longer of two bases, doubled up to five minutes. */
  static Backoff backoff(Duration handshakeTimeout, Duration shortest) {
    return new Backoff(
        handshakeTimeout.compareTo(shortest) > 0 ? handshakeTimeout : shortest, LONGEST_WAIT);
  }

  boolean due(PeerId peer, long now) {
    Attempts past = attempts.get(peer);
    return past == null || now - past.notBefore() >= 0;
  }

  int size() {
    return attempts.size();
  }

  /** Dials of the peer in a row that failed. */
  int failures(PeerId peer) {
    return past(peer).failures();
  }

  /** Until the peer is due, in nanoseconds; not above 0 if it is. */
  long waitLeft(PeerId peer, long now) {
    Attempts before = attempts.get(peer);
    return before == null ? 0 : before.notBefore() - now;
  }

  /** A dial begins. */
  void began(PeerId peer, long now) {
    Attempts past = past(peer);
    put(peer, past.failures(), past.failingSince(), past.brief(), now);
  }

  /**
   * A dial has ended.
   *
   * @param connected whether there is a session with the peer, direct or relayed
   */
  void ended(PeerId peer, boolean connected, long now) {
    Attempts past = past(peer);
    if (!connected) {
      long since = past.failures() == 0 ? now : past.failingSince();
      put(peer, past.failures() + 1, since, past.brief(), now);
    } else if (past.brief() > 0) {
      attempts.put(peer, new Attempts(0, 0, past.brief(), now));
    } else {
      attempts.remove(peer);
    }
  }

  /** A session with the peer was registered: no wait, but its failures stay. */
  void registered(PeerId peer, long now) {
    Attempts past = attempts.get(peer);
    if (past == null) {
      return;
    }
    attempts.put(peer, past.due(now));
    if (past.failures() > 0) {
      attempts.replaceAll((id, other) -> other.failingWith(past) ? other.due(now) : other);
    }
  }

  /**
   * The peer's session has ended. One that fell silent is waited for, or it would be dialled for
   * ever only to fall silent again; any other may be dialled at once.
   */
  void departed(PeerId peer, boolean fellSilent, long now) {
    if (fellSilent) {
      ended(peer, false, now);
    } else {
      attempts.remove(peer);
    }
  }

  /** The peer's session is over, and it had hardly begun. */
  void departedEarly(PeerId peer, long now) {
    put(peer, 0, 0, past(peer).brief() + 1, now);
  }

  /** Forgets all peers but these. */
  void retain(Predicate<PeerId> known) {
    attempts.keySet().removeIf(known.negate());
  }

  private Attempts past(PeerId peer) {
    return Objects.requireNonNullElse(attempts.get(peer), NONE);
  }

  private void put(PeerId peer, int failures, long since, int brief, long now) {
    long wait = backoff.after(Math.max(failures, brief), random).toNanos();
    attempts.put(peer, new Attempts(failures, since, brief, now + wait));
  }
}
