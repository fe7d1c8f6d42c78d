package dev.mossspore.transport;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.crypto.AeadCipher;
import dev.mossspore.testing.Vectors;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class UdpSessionVectorTest {
  static List<JsonNode> sessions() {
    return cases("session-udp-");
  }

  static List<JsonNode> packets() {
    return cases("dg-");
  }

  static List<JsonNode> windows() {
    return cases("window-");
  }

  private static List<JsonNode> cases(String prefix) {
    return Vectors.cases("transport/session_udp").stream()
        .filter(vector -> vector.path("name").asText().startsWith(prefix))
        .toList();
  }

  @Test
  void everyCaseIsOfAKnownKind() {
    assertEquals(
        Vectors.cases("transport/session_udp").size(),
        sessions().size() + packets().size() + windows().size());
  }

  @Test
  void theLargestPacketFillsADatagram() {
    assertEquals(65_448, DatagramSealer.MAX_PACKET);
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void datagramsAreTheRecordedOnes(JsonNode vector) {
    JsonNode inputs = vector.path("inputs");
    JsonNode outputs = vector.path("outputs");
    byte[] toResponder = Vectors.hex(outputs, "key_initiator_to_responder");
    byte[] toInitiator = Vectors.hex(outputs, "key_responder_to_initiator");
    DatagramSealer initiator = new DatagramSealer(toResponder);
    DatagramSealer responder = new DatagramSealer(toInitiator);
    DatagramOpener atResponder = new DatagramOpener(toResponder);
    DatagramOpener atInitiator = new DatagramOpener(toInitiator);
    ObfuscationCodec codec =
        new ObfuscationCodec(Vectors.hex(inputs, "obfs_key"), new RecordedRandom());
    for (JsonNode packet : outputs.path("datagrams")) {
      boolean outbound = packet.path("direction").asText().equals("i2r");
      byte[] session =
          (outbound ? initiator : responder)
              .seal(
                  (int) packet.path("stream_id").asLong(),
                  ByteBuffer.wrap(Vectors.hex(packet, "app_payload")));
      assertArrayEquals(Vectors.hex(packet, "session_packet"), session);
      byte[] datagram =
          codec.seal(
              DatagramKind.DATA,
              session,
              Vectors.hex(packet, "padding"),
              Vectors.hex(packet, "obfs_nonce"));
      assertArrayEquals(Vectors.hex(packet, "datagram"), datagram);
      var opened = requireNonNull(codec.open(datagram, 0, datagram.length));
      assertEquals(packet.path("kind").asInt(), opened.kind());
      assertEquals(
          ByteBuffer.wrap(Vectors.hex(packet, "mux_packet")),
          (outbound ? atResponder : atInitiator).open(opened.payload()));
    }
  }

  @ParameterizedTest
  @MethodSource("packets")
  void packetsAreJudgedAsRecorded(JsonNode vector) {
    byte[] packet = Vectors.hex(vector.path("inputs"), "session_packet");
    DatagramOpener opener = new DatagramOpener(Vectors.hex(vector.path("inputs"), "recv_key"));
    ByteBuffer opened = opener.open(ByteBuffer.wrap(packet));
    JsonNode outputs = vector.path("outputs");
    assertEquals(
        outputs.path("result").asText().equals("accept")
            ? ByteBuffer.wrap(Vectors.hex(outputs, "plaintext"))
            : null,
        opened);
  }

  @ParameterizedTest
  @MethodSource("windows")
  void theWindowMovesAsRecorded(JsonNode vector) {
    byte[] key = Vectors.hex(vector.path("inputs"), "recv_key");
    DatagramOpener opener = new DatagramOpener(key);
    ReplayWindow window = new ReplayWindow();
    for (JsonNode arrival : vector.path("outputs").path("arrivals")) {
      long sequence = Long.parseUnsignedLong(arrival.path("sequence").asText());
      boolean forged = arrival.path("forged").asBoolean();
      boolean accepted = arrival.path("result").asText().equals("accept");
      byte[] packet = packet(key, sequence, forged);
      assertEquals(accepted ? muxPacket(sequence) : null, opener.open(ByteBuffer.wrap(packet)));
      assertFreshness(window, sequence, forged ? null : accepted);
      if (accepted) {
        window.mark(sequence);
      }
      assertEquals(arrival.path("window_max_after").asText(), Long.toUnsignedString(window.max()));
      assertEquals(
          arrival.path("window_mask_after").asText(), HexFormat.of().toHexDigits(window.mask()));
    }
  }

  /** What becomes of a forged packet does not tell whether its sequence was fresh. */
  private static void assertFreshness(
      ReplayWindow window, long sequence, @Nullable Boolean expected) {
    if (expected != null) {
      assertEquals(expected, window.fresh(sequence));
    }
  }

  private static ByteBuffer muxPacket(long sequence) {
    byte[] text = Long.toUnsignedString(sequence).getBytes(StandardCharsets.US_ASCII);
    ByteBuffer packet = ByteBuffer.allocate(Mux.HEADER_LENGTH + text.length);
    Mux.pack(Mux.DEFAULT_STREAM, ByteBuffer.wrap(text), packet);
    return packet.flip();
  }

  private static byte[] packet(byte[] key, long sequence, boolean forged) {
    byte[] header = ByteBuffer.allocate(Long.BYTES).putLong(sequence).array();
    byte[] plaintext = muxPacket(sequence).array();
    byte[] packet = new byte[Long.BYTES + plaintext.length + AeadCipher.TAG_LENGTH];
    System.arraycopy(header, 0, packet, 0, Long.BYTES);
    new AeadCipher(key)
        .seal(
            AeadCipher.nonce(sequence), header, plaintext, 0, plaintext.length, packet, Long.BYTES);
    if (forged) {
      packet[packet.length - 1] ^= 1;
    }
    return packet;
  }
}
