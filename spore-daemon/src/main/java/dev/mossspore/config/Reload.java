package dev.mossspore.config;

/** What a reload does with a changed key (chapter 07 section 4.2). */
public enum Reload {
  /** Applies at once. */
  LIVE,
  /** Applies at once, but only to sessions and sockets that begin afterwards. */
  NEW_SESSIONS,
  /** Stays at its running value until the daemon is started again. */
  RESTART
}
