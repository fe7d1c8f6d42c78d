package dev.mossspore.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.PeerId;
import dev.mossspore.testing.Vectors;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class IdentityVectorTest {
  static List<JsonNode> identities() {
    return Vectors.cases("transport/identity");
  }

  static List<JsonNode> files() {
    return Vectors.cases("daemon/identity_files");
  }

  @ParameterizedTest
  @MethodSource("identities")
  void identity(JsonNode vector) {
    JsonNode inputs = vector.path("inputs");
    JsonNode outputs = vector.path("outputs");
    switch (inputs.path("op").asText()) {
      case "encode" -> encode(inputs, outputs);
      case "decode" -> decode(vector);
      case "sign" ->
          assertArrayEquals(
              Vectors.hex(outputs, "signature"),
              Ed25519.sign(Vectors.hex(inputs, "ed25519_seed"), Vectors.hex(inputs, "message")));
      case "verify" ->
          assertEquals(
              outputs.path("result").asText().equals("accept"),
              Ed25519.verify(
                  Vectors.hex(inputs, "ed25519_public"),
                  Vectors.hex(inputs, "message"),
                  Vectors.hex(inputs, "signature")));
      case "fingerprint" -> fingerprint(inputs, outputs);
      default -> fail("unknown operation " + inputs.path("op"));
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void identityFile(JsonNode vector) {
    byte[] file = Vectors.hex(vector.path("inputs"), "file_hex");
    JsonNode outputs = vector.path("outputs");
    switch (IdentityCodec.decode(file)) {
      case IdentityCodec.Valid(Identity identity) -> {
        assertEquals("accept", outputs.path("our_result").asText());
        assertEquals(outputs.path("public_key_hex").asText(), identity.peerId().hex());
        assertArrayEquals(Vectors.hex(outputs, "noise_public_hex"), identity.noise().publicKey());
        assertArrayEquals(Vectors.hex(outputs, "encode97_hex"), IdentityCodec.encode(identity));
        assertArrayEquals(
            Vectors.hex(outputs, "encode129_hex"), IdentityCodec.encodeLong(identity));
      }
      case IdentityCodec.Invalid(String problem) ->
          assertEquals("reject", outputs.path("our_result").asText(), problem);
    }
  }

  private static void encode(JsonNode inputs, JsonNode outputs) {
    Identity identity = VectorParties.identity(inputs);
    assertArrayEquals(Vectors.hex(outputs, "encoded"), IdentityCodec.encodeLong(identity));
    assertEquals(outputs.path("peer_id").asText(), identity.peerId().hex());
    assertEquals(outputs.path("fingerprint").asText(), identity.peerId().fingerprint());
    assertArrayEquals(Vectors.hex(outputs, "noise_public"), identity.noise().publicKey());
  }

  private static void decode(JsonNode vector) {
    byte[] file = Vectors.hex(vector.path("inputs"), "encoded");
    JsonNode outputs = vector.path("outputs");
    // The reference knows the long form only; ours takes the short one too (07 section 6.1).
    boolean accepted =
        outputs.path("result").asText().equals("accept")
            || vector.path("name").asText().equals("decode-97");
    if (!accepted) {
      assertInstanceOf(IdentityCodec.Invalid.class, IdentityCodec.decode(file));
      return;
    }
    var valid = assertInstanceOf(IdentityCodec.Valid.class, IdentityCodec.decode(file));
    if (outputs.has("reencoded")) {
      assertArrayEquals(
          Vectors.hex(outputs, "reencoded"), IdentityCodec.encodeLong(valid.identity()));
      assertArrayEquals(
          Vectors.hex(outputs, "noise_private"), valid.identity().noise().privateKey());
    }
  }

  /**
   * A fingerprint is made of whole peer ids only, so shorter inputs are filled up and cut again.
   */
  private static void fingerprint(JsonNode inputs, JsonNode outputs) {
    byte[] raw = Vectors.hex(inputs, "raw");
    String expected = outputs.path("fingerprint").asText();
    String fingerprint = PeerId.of(Arrays.copyOf(raw, PeerId.LENGTH)).fingerprint();
    assertEquals(expected, fingerprint.substring(0, expected.length()));
    assertEquals(expected, HexFormat.of().formatHex(raw, 0, Math.min(raw.length, 8)));
  }
}
