package dev.mossspore.discovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.testing.Vectors;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeType;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class SignatureVectorTest {
  /** Ours refuses it: the signature is good, but the id would be a second key of one peer. */
  private static final String UPPER_CASE = "peer id in upper case, signed that way";

  static List<JsonNode> announcements() {
    return Vectors.cases("discovery/peer_announce_signature");
  }

  static List<JsonNode> statuses() {
    return Vectors.cases("discovery/supernode_status_signature");
  }

  /** Those of announcements; the others belong to relaying. */
  static List<JsonNode> envelopes() {
    return Vectors.cases("gossip/signed_envelopes").stream()
        .filter(vector -> !vector.path("name").asText().startsWith("relay_"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("envelopes")
  void judgesSignedEnvelopes(JsonNode vector) {
    JsonNode in = vector.path("inputs");
    Envelope envelope = Packets.read(in.path("json").asText());
    byte[] signed = Vectors.hex(in, "signed_bytes_hex");
    if (signed.length > 0) {
      assertArrayEquals(
          signed,
          envelope.type().equals(EnvelopeType.PEER_ANNOUNCE.wireName())
              ? SignatureInput.peerAnnounce(envelope)
              : SignatureInput.supernodeStatus(envelope));
    }
    JsonNode out = vector.path("outputs");
    assertArrayEquals(Vectors.hex(out, "signature"), envelope.advertisedSignature().toBytes());
    assertEquals(out.path("verify").asBoolean(), verifies(envelope));
  }

  @ParameterizedTest
  @MethodSource("announcements")
  void judgesPeerAnnouncements(JsonNode vector) {
    Envelope envelope = Packets.read(vector.path("inputs").path("envelope_json").asText());
    JsonNode out = vector.path("outputs");
    assertArrayEquals(
        Vectors.hex(out, "signature_input_hex"), SignatureInput.peerAnnounce(envelope));
    boolean upperCase = vector.path("name").asText().startsWith(UPPER_CASE);
    assertEquals(out.path("valid").asBoolean() && !upperCase, verifies(envelope));
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void judgesSupernodeStatuses(JsonNode vector) {
    Envelope envelope = Packets.read(vector.path("inputs").path("envelope_json").asText());
    JsonNode out = vector.path("outputs");
    assertArrayEquals(
        Vectors.hex(out, "signature_input_hex"), SignatureInput.supernodeStatus(envelope));
    assertEquals(
        out.path("relay_capable_after_override").asBoolean(),
        SignedStatus.of(envelope).capabilities().relayCapable());
    assertEquals(out.path("valid").asBoolean(), verifies(envelope));
  }

  private static boolean verifies(Envelope envelope) {
    return SignatureCheck.of(envelope).map(SignatureCheck::verify).orElse(false);
  }
}
