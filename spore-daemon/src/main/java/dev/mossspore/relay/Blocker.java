package dev.mossspore.relay;

/** What keeps this node from offering to relay (chapter 05 section 2.1, 07 section 17). */
public enum Blocker {
  DISABLED,
  DRAINING,
  QUOTA_USED,
  NAT_TYPE,
  NOT_REACHABLE,
  UPTIME,
  NO_FREE_SLOT,
  OVERLOADED,
  /** It has changed its mind too often lately. */
  SETTLING
}
