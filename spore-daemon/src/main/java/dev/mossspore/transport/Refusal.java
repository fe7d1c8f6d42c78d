package dev.mossspore.transport;

/** Why a handshake ended before its contents could be judged. */
public enum Refusal {
  /** The node runs as many inbound handshakes as it allows, and this one made room for another. */
  EVICTED,
  /** One source address runs as many inbound handshakes as it may. */
  SOURCE_FULL,
  /** The handshake workers' queue is full. */
  WORKERS_BUSY,
  /** Not the first byte of a Moss connection. */
  UNKNOWN_MODE,
  /** A handshake frame above 4 KiB. */
  FRAME_TOO_LARGE,
  /** The handshake took more than five seconds. */
  TIMED_OUT,
  /** The remote hung up in the middle. */
  HUNG_UP;

  HandshakeResult result() {
    return this == TIMED_OUT || this == HUNG_UP
        ? HandshakeResult.ABANDONED
        : HandshakeResult.REFUSED;
  }
}
