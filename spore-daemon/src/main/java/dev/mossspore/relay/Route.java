package dev.mossspore.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mossspore.base.PeerId;
import dev.mossspore.mesh.PeerSlot;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * A relay session this node carries (chapter 05 section 7). Its ends are places of peers, never
 * links. Created and removed on the mesh loop; used on any thread.
 */
final class Route {
  private final String session;
  private final byte[] sessionBytes;
  private final End initiator;
  private final End target;
  private final long openedAt;
  private final LongAdder toTarget = new LongAdder();
  private final LongAdder toInitiator = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private volatile long activeAt;
  private volatile boolean answered;
  private volatile boolean ended;

  /**
   * An end of a session.
   *
   * @param hex its id as it stands in packets; not to be written to
   */
  record End(PeerSlot peer, byte[] hex) {
    static End of(PeerSlot peer) {
      return new End(peer, peer.id().hex().getBytes(US_ASCII));
    }

    PeerId id() {
      return peer.id();
    }
  }

  Route(String session, PeerSlot initiator, PeerSlot target, long now) {
    this.session = session;
    this.sessionBytes = session.getBytes(UTF_8);
    this.initiator = End.of(initiator);
    this.target = End.of(target);
    this.openedAt = now;
    this.activeAt = now;
  }

  String session() {
    return session;
  }

  /** The id as it stands in packets; not to be written to. */
  byte[] sessionBytes() {
    return sessionBytes;
  }

  End initiator() {
    return initiator;
  }

  End target() {
    return target;
  }

  boolean joins(PeerSlot first, PeerSlot second) {
    return initiator.peer() == first && target.peer() == second;
  }

  boolean hasEnd(PeerSlot peer) {
    return initiator.peer() == peer || target.peer() == peer;
  }

  /** The end that is not this peer, which is one of them. */
  End opposite(PeerSlot peer) {
    return initiator.peer() == peer ? target : initiator;
  }

  /** So many bytes of payload were carried from this peer. */
  void carried(PeerSlot from, int bytes, long now) {
    activeAt = now;
    (from == initiator.peer() ? toTarget : toInitiator).add(bytes);
    if (!answered && from == target.peer()) {
      answered = true;
    }
  }

  /** So many bytes of payload were dropped on the way between its ends. */
  void dropped(int bytes) {
    dropped.add(bytes);
  }

  /** The session as it is told of. */
  CarriedSession report(long now) {
    return new CarriedSession(
        session,
        initiator.id(),
        target.id(),
        answered,
        Duration.ofNanos(now - openedAt),
        Duration.ofNanos(Math.max(0, now - activeAt)),
        toTarget.sum(),
        toInitiator.sum(),
        dropped.sum());
  }

  /** The initiator asked again. */
  void repeated(long now) {
    activeAt = now;
  }

  /** The target accepted. */
  void accepted() {
    answered = true;
  }

  /** Whether the target has neither accepted nor sent anything. */
  boolean halfOpen() {
    return !answered;
  }

  boolean idleFor(long nanos, long now) {
    return now - activeAt > nanos;
  }

  boolean openFor(long nanos, long now) {
    return now - openedAt > nanos;
  }

  /** Whether it is no longer carried. */
  boolean ended() {
    return ended;
  }

  void end() {
    ended = true;
  }
}
