package dev.mossspore.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Ed25519;
import dev.mossspore.wire.Envelope;

/**
 * What the ends of a session sign (chapter 05 section 3.1). A relay passes signatures on; it is the
 * receivers who check them. Pure.
 */
final class RelaySignature {
  private RelaySignature() {}

  /** Which of the two signed messages is meant, whatever the envelope calls itself. */
  enum Kind {
    REQUEST("moss-relay-request", "relay_request"),
    ACCEPT("moss-relay-accept", "relay_accept");

    private final String context;
    private final String type;

    Kind(String context, String type) {
      this.context = context;
      this.type = type;
    }
  }

  /** The bytes that are signed. */
  static byte[] input(Kind kind, Envelope e) {
    return String.join(
            "\0", kind.context, kind.type, e.relaySession(), e.relaySource(), e.relayTarget())
        .getBytes(UTF_8);
  }

  /** Whether the source has signed the message. */
  static boolean valid(Kind kind, Envelope e) {
    if (e.relaySession().isEmpty() || e.relaySignature().length() != Ed25519.SIGNATURE_LENGTH) {
      return false;
    }
    byte[] key;
    try {
      key = PeerId.parse(e.relaySource()).toBytes();
    } catch (IllegalArgumentException notAnId) {
      return false;
    }
    return Ed25519.verify(key, input(kind, e), e.relaySignature().toBytes());
  }
}
