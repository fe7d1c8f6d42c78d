package dev.mossspore.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.crypto.Identity;
import dev.mossspore.crypto.X25519KeyPair;
import dev.mossspore.testing.Vectors;
import dev.mossspore.wire.DecodeResult;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeDecoder;
import dev.mossspore.wire.EnvelopeEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;

/** Envelopes and identities as the vectors write them. */
final class Packets {
  private Packets() {}

  static Envelope read(String json) {
    DecodeResult result = new EnvelopeDecoder().decode(json.getBytes(StandardCharsets.UTF_8));
    if (result instanceof DecodeResult.Decoded(Envelope envelope)) {
      return envelope;
    }
    throw new AssertionError(result + " of " + json);
  }

  static String write(Envelope envelope) {
    return new String(EnvelopeEncoder.encode(envelope), StandardCharsets.UTF_8);
  }

  static List<String> texts(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).map(JsonNode::asText).toList();
  }

  static Identity identity(JsonNode identity) {
    return Identity.of(
        Vectors.hex(identity, "ed25519_seed_hex"),
        X25519KeyPair.ofPrivate(Vectors.hex(identity, "noise_private_hex")));
  }
}
