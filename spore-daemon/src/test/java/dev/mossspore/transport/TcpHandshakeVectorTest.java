package dev.mossspore.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.crypto.VectorParties;
import dev.mossspore.testing.Vectors;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class TcpHandshakeVectorTest {
  static List<JsonNode> handshakes() {
    return Vectors.cases("transport/handshake_tcp");
  }

  static List<JsonNode> onesided() {
    return Vectors.cases("transport/handshake_negative");
  }

  @ParameterizedTest
  @MethodSource("handshakes")
  void bothSidesWriteTheRecordedBytes(JsonNode vector) {
    JsonNode inputs = vector.path("inputs");
    JsonNode outputs = vector.path("outputs");
    boolean known = inputs.path("mode").asInt() == 2;
    byte[] responderStatic =
        known ? Vectors.hex(inputs.path("responder"), "noise_public") : new byte[0];
    HandshakeProbe initiator =
        HandshakeProbe.initiator(inputs, inputs.path("initiator"), responderStatic);
    HandshakeProbe responder = HandshakeProbe.responder(inputs, inputs.path("responder"));
    for (int i = 0; i < 2; i++) {
      responder.receive(initiator.takeNew());
      initiator.receive(responder.takeNew());
    }
    assertArrayEquals(Vectors.hex(outputs, "initiator_writes"), initiator.written());
    assertArrayEquals(Vectors.hex(outputs, "responder_writes"), responder.written());
    assertRemote(outputs, "initiator_sees", initiator);
    assertRemote(outputs, "responder_sees", responder);
  }

  @ParameterizedTest
  @MethodSource("onesided")
  void oneSideIsFedAndJudged(JsonNode vector) {
    JsonNode inputs = vector.path("inputs");
    JsonNode outputs = vector.path("outputs");
    JsonNode self = inputs.path("self");
    int presharedKey = Vectors.hex(inputs, "psk").length;
    if (presharedKey != 0 && presharedKey != 32) {
      assertThrows(IllegalArgumentException.class, () -> VectorParties.credentials(inputs, self));
      return;
    }
    HandshakeProbe probe =
        inputs.path("role").asText().equals("initiator")
            ? HandshakeProbe.initiator(inputs, self, Vectors.hex(inputs, "cached_remote_static"))
            : HandshakeProbe.responder(inputs, self);
    probe.receive(Vectors.hex(inputs, "incoming"));
    probe.endOfStream();
    assertArrayEquals(Vectors.hex(outputs, "bytes_written"), probe.written());
    if (outputs.path("result").asText().equals("accept")) {
      assertEquals(
          outputs.path("remote_id").asText(),
          Objects.requireNonNull(probe.keys()).remoteId().hex());
    } else {
      assertEquals(null, probe.keys());
      assertFalse(probe.open());
    }
  }

  private static void assertRemote(JsonNode outputs, String prefix, HandshakeProbe side) {
    var keys = Objects.requireNonNull(side.keys());
    assertEquals(outputs.path(prefix + "_remote_id").asText(), keys.remoteId().hex());
    assertArrayEquals(Vectors.hex(outputs, prefix + "_remote_static"), keys.remoteStatic());
  }
}
