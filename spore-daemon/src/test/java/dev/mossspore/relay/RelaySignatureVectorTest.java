package dev.mossspore.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.crypto.Identity;
import dev.mossspore.relay.RelaySignature.Kind;
import dev.mossspore.testing.Vectors;
import dev.mossspore.wire.DecodeResult.Decoded;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeDecoder;
import dev.mossspore.wire.EnvelopeType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ends sign goes through a relay unchanged. */
@Tag("wire")
class RelaySignatureVectorTest {
  private static final JsonNode FILE = Vectors.file("relay/relay_signatures");

  static List<JsonNode> signing() {
    return StreamSupport.stream(FILE.path("signing").spliterator(), false).toList();
  }

  static List<JsonNode> verification() {
    return StreamSupport.stream(FILE.path("verification").spliterator(), false).toList();
  }

  @ParameterizedTest
  @MethodSource("signing")
  void signsAsRecordedAndPassesItOnToTheByte(JsonNode vector) {
    Envelope envelope = envelope(vector);
    Kind kind = Kind.valueOf(envelope.type().replace("relay_", "").toUpperCase(Locale.ROOT));
    byte[] input = RelaySignature.input(kind, envelope);
    assertArrayEquals(Vectors.hex(vector, "signed_bytes_hex"), input);
    Identity signer = Parties.of(FILE, vector.path("signer").asText());
    assertArrayEquals(Vectors.hex(vector, "signature_hex"), signer.sign(input));
    EnvelopeType type = EnvelopeType.named(envelope.type()).orElseThrow();
    assertEquals(
        vector.path("envelope_json").asText(),
        new String(RelayEnvelopes.packet(type, envelope), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("verification")
  void theReceiverOfWhatIsPassedOnJudgesAsRecorded(JsonNode vector) {
    Envelope came = envelope(vector);
    Kind kind = Kind.valueOf(vector.path("verify_as").asText().toUpperCase(Locale.ROOT));
    assertEquals(vector.path("valid").asBoolean(), RelaySignature.valid(kind, came));
    if (RelayEnvelopes.complete(came)) {
      byte[] passedOn = RelayEnvelopes.packet(EnvelopeType.RELAY_REQUEST, came);
      assertEquals(vector.path("valid").asBoolean(), RelaySignature.valid(kind, decoded(passedOn)));
    }
  }

  private static Envelope envelope(JsonNode vector) {
    return decoded(vector.path("envelope_json").asText().getBytes(StandardCharsets.UTF_8));
  }

  private static Envelope decoded(byte[] packet) {
    return ((Decoded) new EnvelopeDecoder().decode(packet)).envelope();
  }
}
