package dev.mossspore.transport;

/** Why a link ended. Counted and logged here; the remote is never told (chapter 02 section 9.3). */
public enum CloseReason {
  /** The remote closed, or the connection broke. */
  REMOTE_CLOSED,
  /** A packet failed to authenticate, or a frame had an impossible length. */
  FRAME_INVALID,
  /** A long frame came so slowly that others needed its room. */
  FRAME_STALLED,
  /** A packet was not an envelope. */
  ENVELOPE_INVALID,
  /** A session to the same peer was kept instead. */
  DUPLICATE,
  /** The remote came back from the same endpoint while this session had gone silent. */
  REPLACED,
  /** The remote has our own identity. */
  SELF,
  /** The peer opens one session after another. */
  TOO_OFTEN,
  /** The peer table is full. */
  PEER_LIMIT,
  /** The node is being drained and lets nobody new in. */
  DRAINING,
  /** The worst peer of a full node, to make room for the next. */
  EVICTED,
  /** Six pings in a row went unanswered. */
  PING_TIMEOUT,
  /** The remote took nothing for five seconds, or control traffic outgrew the link's budget. */
  SEND_STALLED,
  /** Nothing from the remote confirmed the session in time. */
  UNCONFIRMED,
  /** The node stops. */
  STOPPING
}
