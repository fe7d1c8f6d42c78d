package dev.mossspore.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.testing.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class IdentityPayloadVectorTest {
  static List<JsonNode> cases() {
    return Vectors.cases("transport/identity_payload");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void identityPayload(JsonNode vector) throws HandshakeException {
    JsonNode inputs = vector.path("inputs");
    JsonNode outputs = vector.path("outputs");
    String network = inputs.path("network_id").asText();
    if (inputs.path("op").asText().equals("build")) {
      Identity identity = VectorParties.identity(inputs.path("party"));
      assertArrayEquals(Vectors.hex(outputs, "json_hex"), IdentityPayload.build(identity, network));
      assertArrayEquals(
          Vectors.hex(outputs, "json_with_challenge_hex"),
          IdentityPayload.build(identity, network, Vectors.hex(inputs, "challenge")));
      return;
    }
    byte[] json = inputs.path("json").asText().getBytes(StandardCharsets.UTF_8);
    byte[] remoteStatic = Vectors.hex(inputs, "remote_noise_static");
    if (outputs.path("result").asText().equals("accept")) {
      IdentityPayload payload = IdentityPayload.verify(json, network, remoteStatic);
      assertEquals(outputs.path("remote_id").asText(), payload.peerId().hex());
      assertArrayEquals(Vectors.hex(outputs, "challenge"), payload.challenge());
    } else {
      assertThrows(
          HandshakeException.class, () -> IdentityPayload.verify(json, network, remoteStatic));
    }
  }
}
