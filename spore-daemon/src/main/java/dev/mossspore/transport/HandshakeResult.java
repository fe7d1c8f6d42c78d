package dev.mossspore.transport;

/** What became of a handshake, whoever began it. */
public enum HandshakeResult {
  /** It led to a session. */
  ESTABLISHED,
  /** The remote said something that no honest peer of this network says. */
  FAILED,
  /** There was no room for it, or it was none from the start. */
  REFUSED,
  /** The remote hung up or fell silent. */
  ABANDONED
}
