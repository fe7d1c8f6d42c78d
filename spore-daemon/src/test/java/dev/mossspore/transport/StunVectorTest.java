package dev.mossspore.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.testing.Vectors;
import dev.mossspore.transport.Stun.Answer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class StunVectorTest {
  private static final int BEFORE = 5;

  static List<JsonNode> requests() {
    return cases("build_request");
  }

  static List<JsonNode> messages() {
    return cases("parse");
  }

  private static List<JsonNode> cases(String op) {
    return Vectors.cases("transport/stun").stream()
        .filter(vector -> vector.path("inputs").path("op").asText().equals(op))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void requestsAreTheRecordedOnes(JsonNode vector) {
    assertArrayEquals(
        Vectors.hex(vector.path("outputs"), "packet"),
        Stun.request(Vectors.hex(vector.path("inputs"), "transaction_id")));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void answersAreReadAsRecorded(JsonNode vector) {
    byte[] packet = Vectors.hex(vector.path("inputs"), "packet");
    byte[] array = new byte[BEFORE + packet.length + 3];
    System.arraycopy(packet, 0, array, BEFORE, packet.length);
    byte[] pending = Vectors.hex(vector.path("inputs"), "pending_transaction_id");
    JsonNode outputs = vector.path("outputs");

    byte[] id = Stun.transactionId(array, BEFORE, packet.length);
    assertEquals(outputs.path("is_stun").asBoolean(), id != null);
    assertEquals(
        outputs.path("is_stun").asBoolean(), Stun.looksLikeStun(array, BEFORE, packet.length));
    if (outputs.has("transaction_id")) {
      assertArrayEquals(Vectors.hex(outputs, "transaction_id"), id);
    }
    Answer answer = Stun.answer(array, BEFORE, packet.length);
    assertEquals(outputs.path("result").asText().equals("accept"), answer instanceof Answer.Mapped);
    boolean consumed = Arrays.equals(pending, id) && !(answer instanceof Answer.NotAnAnswer);
    assertEquals(outputs.path("consumed_by_stun_demux_when_pending").asBoolean(), consumed);
    assertEquals(
        outputs.path("pending_request").asText(), consumed ? outcome(answer) : "keeps waiting");
  }

  private static String outcome(Answer answer) {
    return switch (answer) {
      case Answer.Mapped(var address) -> "completes with " + address;
      case Answer.Unusable() -> "fails at once";
      case Answer.NotAnAnswer() -> "keeps waiting";
    };
  }
}
