package dev.mossspore.crypto;

/** Why a handshake ended without a session. The peer is never told (chapter 01 section 5.1). */
public enum HandshakeFailure {
  MESSAGE_TOO_SHORT,
  LOW_ORDER_KEY,
  NOT_AUTHENTIC,
  PAYLOAD_MALFORMED,
  IDENTITY_LENGTH,
  SIGNATURE_LENGTH,
  SIGNATURE_INVALID
}
