package dev.mossspore.crypto;

/**
 * A message of the remote that ends the handshake. Hostile input is the normal cause, so it carries
 * a reason and no stack trace.
 */
public final class HandshakeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final HandshakeFailure reason;

  HandshakeException(HandshakeFailure reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  public HandshakeFailure reason() {
    return reason;
  }
}
