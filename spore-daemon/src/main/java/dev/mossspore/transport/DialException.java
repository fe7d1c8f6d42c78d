package dev.mossspore.transport;

import java.util.concurrent.CompletionException;

/**
 * A dial that led to no link. Unreachable peers are normal, so it carries a reason and no stack
 * trace.
 */
public final class DialException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** How far the dial got. */
  public enum Reason {
    /** No connection. */
    CONNECT,
    /** A connection, but no session. */
    HANDSHAKE,
    /** There is a session or a dial with that endpoint already. */
    CONNECTED,
    /** This node has too much to do already. */
    BUSY
  }

  DialException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** The failure of a dial, out of whatever a future has wrapped it in. */
  public static DialException of(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof DialException dial
        ? dial
        : new DialException(Reason.CONNECT, String.valueOf(failure.getMessage()));
  }
}
