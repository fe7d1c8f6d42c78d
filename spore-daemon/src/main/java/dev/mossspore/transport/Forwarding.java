package dev.mossspore.transport;

/** What became of a packet that a link was given to pass on for others. */
public enum Forwarding {
  TAKEN,
  /** The link has ended. */
  LINK_CLOSED,
  /** The remote takes less than it is sent. */
  QUEUE_FULL,
  /** All remotes together take less than they are sent, and this one more than its part of it. */
  NODE_FULL,
  /** It fits no frame or datagram of the carrier. */
  TOO_LARGE
}
