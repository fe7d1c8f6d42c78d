package dev.mossspore.relay;

import dev.mossspore.transport.Forwarding;

/** Why {@code relay_data} was not passed on. The sender is never told (chapter 05 section 5.1). */
public enum DataDrop {
  /** The sender has misbehaved, or more of what it said waits than may. */
  IGNORED,
  /** A field is missing or too long. */
  INVALID,
  /** No such session is carried. */
  NO_ROUTE,
  /** The packet does not go from one end of the session to the other. */
  NOT_BETWEEN_ENDS,
  /** Sender or receiver are not those of the session it came on. */
  FORGED_SOURCE,
  /** The sender's session was replaced by another. */
  LINK_REPLACED,
  /** The receiver has gone. */
  TARGET_GONE,
  /** The traffic of the period is used up. */
  QUOTA_USED,
  /** The sender is at {@code relay.per_peer_kbps}. */
  PEER_LIMIT,
  /** The sender is over its share of a node whose cap is reached. */
  FAIR_SHARE,
  /** The node's cap is reached. */
  NODE_CAP,
  /** The receiver takes less than it is sent. */
  QUEUE_FULL,
  /** All receivers together take less than they are sent. */
  NODE_QUEUES_FULL,
  /** It does not fit the receiver's carrier. */
  TOO_LARGE;

  /** Whether it tells that the node is asked for more than its cap. */
  boolean overload() {
    return this == FAIR_SHARE || this == NODE_CAP;
  }

  /**
   * Why a link did not take a packet.
   *
   * @throws IllegalArgumentException if it did
   */
  static DataDrop of(Forwarding refused) {
    return switch (refused) {
      case LINK_CLOSED -> TARGET_GONE;
      case QUEUE_FULL -> QUEUE_FULL;
      case NODE_FULL -> NODE_QUEUES_FULL;
      case TOO_LARGE -> TOO_LARGE;
      case TAKEN -> throw new IllegalArgumentException("the packet was taken");
    };
  }
}
