package dev.mossspore.admin;

/** Why a connection to the admin API was turned away. */
public enum ConnectionRefusal {
  /** As many are open as may be. */
  TOO_MANY_CONNECTIONS,
  /** It ended before it had spoken the protocol, or shown a certificate that is accepted. */
  HANDSHAKE_FAILED
}
