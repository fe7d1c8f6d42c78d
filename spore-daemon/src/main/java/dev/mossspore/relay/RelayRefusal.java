package dev.mossspore.relay;

/** Why a relay envelope other than data led to nothing. The sender is never told (chapter 05). */
public enum RelayRefusal {
  /** A field is missing or too long. */
  INVALID,
  /** The sender says it is somebody else. */
  FORGED_SOURCE,
  /** The sender asks more often than anybody has to. */
  TOO_OFTEN,
  /** This node itself is meant, which carries and does not take part. */
  MEANT_FOR_US,
  /** No session with the target is held. */
  TARGET_UNKNOWN,
  /** {@code relay.enabled} is false. */
  DISABLED,
  /** The node lets its sessions run out. */
  DRAINING,
  /** The traffic of the period is used up. */
  QUOTA_USED,
  /** As many sessions are carried as may be. */
  NO_SLOT,
  /** The initiator has its share of the slots. */
  INITIATOR_FULL,
  /** Too many sessions wait for their target. */
  HALF_OPEN_FULL,
  /** The session id belongs to a session of others. */
  SESSION_TAKEN,
  /** Nobody asked for what is accepted. */
  NOT_REQUESTED,
  /** No such session is carried, or the sender is no end of it. */
  NOT_AN_END,
  /** The receiver takes less than it is sent. */
  RECEIVER_BUSY
}
