package dev.mossspore.transport;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.testing.Vectors;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("wire")
class ObfuscationVectorTest {
  static List<JsonNode> publicNetworks() {
    return Vectors.cases("transport/hkdf_obfs_keys").stream()
        .filter(vector -> vector.path("name").asText().equals("obfs-key"))
        .filter(vector -> vector.path("inputs").path("psk").asText().isEmpty())
        .toList();
  }

  static List<JsonNode> seals() {
    return cases("seal");
  }

  static List<JsonNode> opens() {
    return cases("open");
  }

  private static List<JsonNode> cases(String op) {
    return Vectors.cases("transport/obfs_seal_open").stream()
        .filter(vector -> vector.path("inputs").path("op").asText().equals(op))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("publicNetworks")
  void theNetworkIdIsSaltAndSecret(JsonNode vector) {
    assertArrayEquals(
        Vectors.hex(vector.path("outputs"), "obfs_key"),
        ObfuscationCodec.key(vector.path("inputs").path("network_id").asText()));
  }

  @ParameterizedTest
  @MethodSource("seals")
  void datagramsAreTheRecordedOnes(JsonNode vector) {
    JsonNode inputs = vector.path("inputs");
    byte[] padding = Vectors.hex(inputs, "padding");
    byte[] nonce = Vectors.hex(inputs, "nonce");
    ObfuscationCodec codec = codec(inputs, new RecordedRandom(padding, nonce));
    DatagramKind kind = requireNonNull(DatagramKind.of(inputs.path("kind").asInt()));
    byte[] datagram = codec.seal(kind, Vectors.hex(inputs, "payload"), padding.length);
    assertArrayEquals(Vectors.hex(vector.path("outputs"), "datagram"), datagram);
    assertEquals(vector.path("outputs").path("length").asInt(), datagram.length);
  }

  @ParameterizedTest
  @MethodSource("seals")
  void whatWasSealedOpens(JsonNode vector) {
    JsonNode inputs = vector.path("inputs");
    byte[] datagram = Vectors.hex(vector.path("outputs"), "datagram");
    var opened =
        requireNonNull(codec(inputs, new RecordedRandom()).open(datagram, 0, datagram.length));
    assertEquals(inputs.path("kind").asInt(), opened.kind());
    assertEquals(ByteBuffer.wrap(Vectors.hex(inputs, "payload")), opened.payload());
  }

  @ParameterizedTest
  @MethodSource("opens")
  void verdictsAreTheRecordedOnes(JsonNode vector) {
    byte[] datagram = Vectors.hex(vector.path("inputs"), "datagram");
    byte[] buffer = new byte[datagram.length + 10];
    System.arraycopy(datagram, 0, buffer, 7, datagram.length);
    var opened =
        codec(vector.path("inputs"), new RecordedRandom()).open(buffer, 7, datagram.length);
    JsonNode outputs = vector.path("outputs");
    if (outputs.path("result").asText().equals("reject")) {
      assertNull(opened);
      return;
    }
    assertNotNull(opened);
    assertEquals(outputs.path("kind").asInt(), opened.kind());
    assertEquals(ByteBuffer.wrap(Vectors.hex(outputs, "payload")), opened.payload());
    DatagramKind kind = DatagramKind.of(opened.kind());
    assertEquals(
        outputs.path("dispatch").asText().equals("ignored"),
        kind == null || kind == DatagramKind.FILLER);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 256, 65_535})
  void anyPaddingIsTakenOffAgain(int padding) {
    ObfuscationCodec codec = new ObfuscationCodec(new byte[32], new SplittableRandom(1));
    byte[] payload = {1, 2, 3};
    byte[] datagram = codec.seal(DatagramKind.INIT, payload, padding);
    assertEquals(ObfuscationCodec.OVERHEAD + payload.length + padding, datagram.length);
    var opened = requireNonNull(codec.open(datagram, 0, datagram.length));
    assertEquals(ByteBuffer.wrap(payload), opened.payload());
  }

  @Test
  void randomPaddingTakesEveryLengthUpToItsBound() {
    ObfuscationCodec codec = new ObfuscationCodec(new byte[32], new SplittableRandom(1));
    assertEquals(
        IntStream.rangeClosed(0, 256).boxed().toList(),
        IntStream.range(0, 10_000)
            .map(i -> codec.randomPadding())
            .distinct()
            .sorted()
            .boxed()
            .toList());
  }

  private static ObfuscationCodec codec(JsonNode inputs, RecordedRandom random) {
    return new ObfuscationCodec(Vectors.hex(inputs, "obfs_key"), random);
  }
}
