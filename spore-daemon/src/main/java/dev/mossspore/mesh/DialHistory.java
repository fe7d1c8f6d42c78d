package dev.mossspore.mesh;

import dev.mossspore.base.Backoff;
import dev.mossspore.base.PeerId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * When a known peer may be dialled again (chapter 04 section 12.3). A wait runs from the end of an
 * attempt, or attempts that last long would not be spaced at all. Holds peers of the known-peer
 * table only, to which it is cut back now and then, and so has its bound. Times are readings of a
 * monotonic clock in nanoseconds. Confined to the mesh loop.
 */
final class DialHistory {
  private static final Duration SHORTEST_BASE = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final Attempts NONE = new Attempts(0, 0);

  private final Backoff backoff;
  private final Map<PeerId, Attempts> attempts = new HashMap<>();

  private record Attempts(int failures, long notBefore) {}

  /**
   * @param handshakeTimeout wait after no failure, at least a second
   */
  DialHistory(Duration handshakeTimeout) {
    this.backoff = backoff(handshakeTimeout, SHORTEST_BASE);
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

  /** A dial begins. */
  void began(PeerId peer, long now) {
    put(peer, failures(peer), now);
  }

  /**
   * A dial has ended.
   *
   * @param connected whether there is a session with the peer, direct or relayed
   */
  void ended(PeerId peer, boolean connected, long now) {
    if (connected) {
      attempts.remove(peer);
    } else {
      put(peer, failures(peer) + 1, now);
    }
  }

  /** A session with the peer was registered: no wait, but its failures stay. */
  void registered(PeerId peer, long now) {
    attempts.computeIfPresent(peer, (id, past) -> new Attempts(past.failures(), now));
  }

  /**
   * The peer's session has ended. One that fell silent is waited for, or it would be dialled for
   * ever only to fall silent again; any other may be dialled at once.
   */
  void departed(PeerId peer, boolean fellSilent, long now) {
    ended(peer, !fellSilent, now);
  }

  /** Forgets all peers but these. */
  void retain(Predicate<PeerId> known) {
    attempts.keySet().removeIf(known.negate());
  }

  private int failures(PeerId peer) {
    return attempts.getOrDefault(peer, NONE).failures();
  }

  private void put(PeerId peer, int failures, long now) {
    attempts.put(peer, new Attempts(failures, now + backoff.after(failures).toNanos()));
  }
}
