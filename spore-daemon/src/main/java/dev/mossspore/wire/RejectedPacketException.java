package dev.mossspore.wire;

import java.io.Serial;

/** Carries a reason out of nested reading; never leaves {@link EnvelopeDecoder}. */
final class RejectedPacketException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final DecodeResult.Reason reason;

  /** Has no stack trace: the network decides how often it is made. */
  RejectedPacketException(DecodeResult.Reason reason) {
    super(reason.toString(), null, false, false);
    this.reason = reason;
  }

  DecodeResult.Reason reason() {
    return reason;
  }
}
