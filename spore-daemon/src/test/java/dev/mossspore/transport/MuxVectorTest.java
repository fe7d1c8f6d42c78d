package dev.mossspore.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.testing.Vectors;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class MuxVectorTest {
  static List<JsonNode> cases() {
    return Vectors.cases("transport/mux");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void mux(JsonNode vector) {
    JsonNode inputs = vector.path("inputs");
    JsonNode outputs = vector.path("outputs");
    if (inputs.path("op").asText().equals("pack")) {
      byte[] payload = Vectors.hex(inputs, "payload");
      ByteBuffer out = ByteBuffer.allocate(Mux.HEADER_LENGTH + payload.length);
      Mux.pack((int) inputs.path("stream_id").asLong(), ByteBuffer.wrap(payload), out);
      assertArrayEquals(Vectors.hex(outputs, "packet"), out.array());
      return;
    }
    ByteBuffer packet = ByteBuffer.wrap(Vectors.hex(inputs, "packet"));
    boolean mine =
        outputs.path("result").asText().equals("accept")
            && outputs.path("stream_id").asLong() == Mux.DEFAULT_STREAM;
    assertEquals(mine, Mux.unpackDefault(packet));
    if (mine) {
      assertEquals(ByteBuffer.wrap(Vectors.hex(outputs, "payload")), packet);
    }
  }
}
