package dev.mossspore.discovery;

import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The bytes that the signature of an announcement covers (chapter 04 section 11.2). Pure. */
final class SignatureInput {
  /** Length of a Noise static key in bytes. */
  static final int NOISE_STATIC_LENGTH = 32;

  private static final String SEPARATOR = "\0";
  private static final String REVOKE = EnvelopeType.SUPERNODE_REVOKE.wireName();

  private SignatureInput() {}

  /** Type, id and address, and the Noise key where there is one of the right length. */
  static byte[] peerAnnounce(Envelope e) {
    byte[] address =
        joined("moss-peer-announcement", e.type(), e.advertisedPeerId(), e.advertisedAddr());
    if (e.advertisedNoiseStatic().length() != NOISE_STATIC_LENGTH) {
      return address;
    }
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    input.writeBytes(address);
    input.writeBytes(joined("", "v2", ""));
    input.writeBytes(e.advertisedNoiseStatic().toBytes());
    return input.toByteArray();
  }

  /** Type, id, address and capabilities; whether the node relays is said by the type alone. */
  static byte[] supernodeStatus(Envelope e) {
    return joined(
        "moss-supernode-status",
        e.type(),
        e.advertisedPeerId(),
        e.advertisedAddr(),
        e.advertisedNatType(),
        Boolean.toString(e.advertisedReachable()),
        Boolean.toString(!e.type().equals(REVOKE)));
  }

  private static byte[] joined(String... parts) {
    return String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8);
  }
}
