package dev.mossspore.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mossspore.crypto.Ed25519;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeEncoder;
import dev.mossspore.wire.EnvelopeType;
import dev.mossspore.wire.RelayDataScanner;

/** The relay envelopes' own fields (chapter 05 section 3). Pure. */
final class RelayEnvelopes {
  private RelayEnvelopes() {}

  /** Whether a session id may be one: 1 to 64 bytes. */
  static boolean sessionFits(String session) {
    return !session.isEmpty() && session.getBytes(UTF_8).length <= RelayDataScanner.MAX_SESSION;
  }

  /** Whether request and accept have what they need, and no more than that. */
  static boolean complete(Envelope e) {
    return sessionFits(e.relaySession())
        && !e.relaySource().isEmpty()
        && !e.relayTarget().isEmpty()
        && e.relaySignature().length() <= Ed25519.SIGNATURE_LENGTH;
  }

  /** The packet to pass on: the fields that belong to the type, and nothing else that came. */
  static byte[] packet(EnvelopeType type, Envelope e) {
    return EnvelopeEncoder.encode(
        Envelope.of(type)
            .relaySession(e.relaySession())
            .relaySource(e.relaySource())
            .relayTarget(e.relayTarget())
            .relaySignature(e.relaySignature())
            .build());
  }

  /** The packet of relayed data to pass on. */
  static byte[] data(Envelope e) {
    return EnvelopeEncoder.encode(
        Envelope.of(EnvelopeType.RELAY_DATA)
            .relaySession(e.relaySession())
            .relaySource(e.relaySource())
            .relayTarget(e.relayTarget())
            .payload(e.payload())
            .build());
  }
}
