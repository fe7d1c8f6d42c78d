package dev.mossspore.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.testing.Vectors;
import dev.mossspore.wire.DecodeResult.Decoded;
import dev.mossspore.wire.DecodeResult.Rejected;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** What the reference writes, and what it makes of what others write. */
@Tag("wire")
class EnvelopeVectorsTest {
  private static final Pattern NESTED = Pattern.compile(".*followed by N times \\[.*, N=(\\d+)");

  private final EnvelopeDecoder decoder = new EnvelopeDecoder();

  @TestFactory
  Stream<DynamicTest> encode() {
    return Vectors.cases("gossip/envelope_encode").stream()
        .map(vector -> DynamicTest.dynamicTest(vector.path("name").asText(), () -> encode(vector)));
  }

  private void encode(JsonNode vector) {
    byte[] expected = Vectors.hex(vector.path("outputs"), "json_hex");
    Envelope envelope =
        vector.path("name").asText().equals("channel with invalid UTF-8")
            // Java text cannot hold the bytes FF FE; a lone surrogate is the nearest it can.
            ? Envelope.of(EnvelopeType.GRAFT).channel("a\ud800\ud800b").build()
            : assertInstanceOf(Decoded.class, decoder.decode(expected)).envelope();
    assertArrayEquals(expected, EnvelopeEncoder.encode(envelope));
  }

  @TestFactory
  Stream<DynamicTest> decode() {
    return Vectors.cases("gossip/envelope_decode").stream()
        .map(vector -> DynamicTest.dynamicTest(vector.path("name").asText(), () -> decode(vector)));
  }

  private void decode(JsonNode vector) {
    DecodeResult result = decoder.decode(packet(vector.path("inputs")));
    JsonNode outputs = vector.path("outputs");
    if (outputs.path("accept").asBoolean()) {
      Envelope envelope = assertInstanceOf(Decoded.class, result).envelope();
      String reencoded = new String(EnvelopeEncoder.encode(envelope), UTF_8);
      assertEquals(outputs.path("reencoded").asText(), reencoded);
    } else {
      Rejected rejected = assertInstanceOf(Rejected.class, result);
      assertEquals(outputs.path("reason").asText(), rejected.reason().toString());
    }
  }

  private static byte[] packet(JsonNode inputs) {
    Matcher nested = NESTED.matcher(inputs.path("generator").asText());
    if (!nested.matches()) {
      return Vectors.hex(inputs, "hex");
    }
    int depth = Integer.parseInt(nested.group(1));
    return ("{\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "}").getBytes(UTF_8);
  }
}
