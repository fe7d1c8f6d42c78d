package dev.mossspore.event;

/** Numbers and names of events (07 section 7.3). Both are read by scripts and never change. */
public enum EventKind {
  PEER_JOINED(1, "PeerJoined"),
  PEER_LEFT(2, "PeerLeft"),
  SUPERNODE_PROMOTED(3, "SupernodePromoted"),
  SUPERNODE_REVOKED(4, "SupernodeRevoked"),
  TRACKER_ANNOUNCE(5, "TrackerAnnounce"),
  TRACKER_FAILURE(6, "TrackerFailure"),
  RELAY_MIGRATED(7, "RelayMigrated"),
  CONFIG_RELOADED(100, "ConfigReloaded"),
  DRAIN_STARTED(101, "DrainStarted"),
  RELAY_QUOTA_REACHED(103, "RelayQuotaReached");

  private final int code;
  private final String typeName;

  EventKind(int code, String typeName) {
    this.code = code;
    this.typeName = typeName;
  }

  public int code() {
    return code;
  }

  /** The {@code type} of an event line. */
  public String typeName() {
    return typeName;
  }

  /** The name that belongs to a number; {@code Event<n>} where there is none. */
  public static String typeName(int code) {
    for (EventKind kind : values()) {
      if (kind.code == code) {
        return kind.typeName;
      }
    }
    return "Event" + code;
  }
}
