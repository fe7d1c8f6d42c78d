package dev.mossspore.transport;

/** Why a datagram led to nothing. Most are normal: scanners, other networks, late copies. */
public enum DatagramDrop {
  /** Not sealed with our network's key. */
  NOT_OURS,
  /** A kind nobody knows, or filler. */
  IGNORED_KIND,
  /** A first message that names no handshake mode, or is longer than any. */
  INIT_MALFORMED,
  /** A first message from an endpoint whose session is alive. */
  INIT_ON_LIVE_SESSION,
  /** A second message nobody waits for, or too many at once. */
  RESP_UNEXPECTED,
  /** A third message nobody waits for, or too many at once. */
  DONE_UNEXPECTED,
  /** A third message that authenticates against no pending handshake. */
  DONE_NOT_AUTHENTIC,
  /** A finished handshake with an endpoint whose session with somebody else is alive. */
  ENDPOINT_TAKEN,
  /** A pending handshake that made room for another. */
  HANDSHAKE_EVICTED,
  /** A pending handshake that was never finished. */
  HANDSHAKE_EXPIRED,
  /** The handshake workers' queue is full. */
  WORKERS_BUSY,
  /** Data from an endpoint without a session. */
  NO_SESSION,
  /** Data that is a repetition, too old, or not authentic. */
  DATA_REJECTED,
  /** Data that came too early and found no room to wait. */
  WAITING_FULL,
  /** An observation request without a session, or an answer nobody asked for. */
  OBSERVE_UNEXPECTED,
  /** The socket reported an error instead of a datagram. */
  RECEIVE_FAILED,
  /** The socket takes less than we have to send. */
  SEND_BUFFER_FULL
}
