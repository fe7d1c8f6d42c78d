package dev.mossspore.event;

import dev.mossspore.base.PeerId;
import java.time.Instant;

/**
 * Something an operator's script may react to (07 section 7.3, 03 section 13.3). Addresses are
 * {@code ip:port}, or {@code relay:<peer id>} for a peer that is reached through another.
 */
public sealed interface SporeEvent {
  EventKind kind();

  /** A peer that was not held before: connected, or reached through a relay for the first time. */
  record PeerJoined(PeerId peer, String addr) implements SporeEvent {
    @Override
    public EventKind kind() {
      return EventKind.PEER_JOINED;
    }
  }

  /** The last way to a peer has gone. */
  record PeerLeft(PeerId peer, String addr) implements SporeEvent {
    @Override
    public EventKind kind() {
      return EventKind.PEER_LEFT;
    }
  }

  /** This node now offers to relay. */
  record SupernodePromoted(String natType) implements SporeEvent {
    @Override
    public EventKind kind() {
      return EventKind.SUPERNODE_PROMOTED;
    }
  }

  /** The offer was withdrawn, for good or for the length of an overload. */
  record SupernodeRevoked(String natType) implements SporeEvent {
    @Override
    public EventKind kind() {
      return EventKind.SUPERNODE_REVOKED;
    }
  }

  /**
   * An announce round ended without error.
   *
   * @param candidatePeers addresses it brought
   * @param connectedPeers direct and relayed peers held at that time
   */
  record TrackerAnnounce(int candidatePeers, int connectedPeers) implements SporeEvent {
    @Override
    public EventKind kind() {
      return EventKind.TRACKER_ANNOUNCE;
    }
  }

  /**
   * An announce round failed, or a handshake crashed.
   *
   * @param error what happened; cut to {@value #MAX_ERROR} characters, since it may quote a
   *     stranger
   */
  record TrackerFailure(String error) implements SporeEvent {
    /** Longest text kept. */
    public static final int MAX_ERROR = 500;

    public TrackerFailure {
      error = error.length() > MAX_ERROR ? error.substring(0, MAX_ERROR) : error;
    }

    @Override
    public EventKind kind() {
      return EventKind.TRACKER_FAILURE;
    }
  }

  /**
   * A reload found changes.
   *
   * @param applied how many keys are in force from now on
   * @param restartRequired how many wait for the next start
   */
  record ConfigReloaded(int applied, long generation, int restartRequired) implements SporeEvent {
    @Override
    public EventKind kind() {
      return EventKind.CONFIG_RELOADED;
    }
  }

  /**
   * This node takes on nothing new from now on.
   *
   * @param deadline RFC 3339 time at which it will end, or empty
   * @param reason who asked
   */
  record DrainStarted(String deadline, String reason) implements SporeEvent {
    @Override
    public EventKind kind() {
      return EventKind.DRAIN_STARTED;
    }
  }

  /**
   * A relayed path of this node was closed, usually because a direct one took its place.
   *
   * @param session 32 hex digits
   * @param via the peer that relayed
   */
  record RelayMigrated(PeerId peer, String session, PeerId via) implements SporeEvent {
    @Override
    public EventKind kind() {
      return EventKind.RELAY_MIGRATED;
    }
  }

  /**
   * Nothing more is relayed until the period ends.
   *
   * @param bytes carried in this period
   */
  record RelayQuotaReached(long bytes, Instant periodEnd) implements SporeEvent {
    @Override
    public EventKind kind() {
      return EventKind.RELAY_QUOTA_REACHED;
    }
  }
}
