package dev.mossspore.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.testing.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class NoiseVectorTest {
  static Stream<JsonNode> transcripts() {
    return Stream.concat(
        Vectors.cases("transport/noise_xx").stream(), Vectors.cases("transport/noise_ik").stream());
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void everyMessageAndStateIsTheRecordedOne(JsonNode vector) throws HandshakeException {
    JsonNode inputs = vector.path("inputs");
    JsonNode outputs = vector.path("outputs");
    HandshakeMode mode = HandshakeMode.valueOf(inputs.path("mode").asInt() == 1 ? "XX" : "IK");
    NoiseHandshake initiator = side(inputs, mode, true);
    NoiseHandshake responder = side(inputs, mode, false);
    assertEquals(
        outputs.path("protocol_name").asText(),
        mode.protocolName(inputs.path("psk").asText().length() > 0));
    assertState(outputs, 0, initiator, responder);
    for (int i = 0; i < outputs.path("messages").size(); i++) {
      NoiseHandshake writer = i % 2 == 0 ? initiator : responder;
      NoiseHandshake reader = i % 2 == 0 ? responder : initiator;
      byte[] payload = element(outputs, "payloads", i);
      byte[] message = writer.write(payload);
      assertArrayEquals(element(outputs, "messages", i), message);
      assertArrayEquals(payload, reader.read(message));
      assertState(outputs, i + 1, initiator, responder);
    }
    assertArrayEquals(Vectors.hex(outputs, "key_initiator_to_responder"), initiator.sendKey());
    assertArrayEquals(Vectors.hex(outputs, "key_initiator_to_responder"), responder.receiveKey());
    assertArrayEquals(Vectors.hex(outputs, "key_responder_to_initiator"), responder.sendKey());
    assertArrayEquals(Vectors.hex(outputs, "key_responder_to_initiator"), initiator.receiveKey());
    assertArrayEquals(Vectors.hex(outputs, "handshake_hash"), initiator.symmetric().hash());
  }

  private static NoiseHandshake side(JsonNode inputs, HandshakeMode mode, boolean initiator) {
    JsonNode self = inputs.path(initiator ? "initiator" : "responder");
    JsonNode other = inputs.path(initiator ? "responder" : "initiator");
    byte[] prologue =
        ("moss|" + inputs.path("network_id").asText()).getBytes(StandardCharsets.UTF_8);
    byte @Nullable [] known =
        mode == HandshakeMode.IK && initiator ? Vectors.hex(other, "noise_public") : null;
    return new NoiseHandshake(
        mode,
        initiator,
        prologue,
        VectorParties.identity(self).noise(),
        VectorParties.ephemeral(self),
        known,
        VectorParties.orNull(Vectors.hex(inputs, "psk")));
  }

  private static void assertState(JsonNode outputs, int index, NoiseHandshake... sides) {
    for (NoiseHandshake side : sides) {
      SymmetricState state = side.symmetric();
      byte[] key = state.key();
      assertArrayEquals(element(outputs, "h_initial_then_after_each_message", index), state.hash());
      assertArrayEquals(
          element(outputs, "debug_ck_initial_then_after_each_message", index), state.chainingKey());
      assertArrayEquals(
          element(outputs, "debug_k_initial_then_after_each_message", index),
          key == null ? new byte[0] : key);
    }
  }

  private static byte[] element(JsonNode outputs, String list, int index) {
    return HexFormat.of().parseHex(outputs.path(list).path(index).asText());
  }
}
