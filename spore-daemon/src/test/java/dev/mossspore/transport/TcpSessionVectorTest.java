package dev.mossspore.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.base.SharedBudget;
import dev.mossspore.crypto.SessionKeys;
import dev.mossspore.testing.Vectors;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("wire")
class TcpSessionVectorTest {
  static List<JsonNode> sent() {
    return Vectors.cases("transport/session_tcp").stream()
        .filter(vector -> vector.path("outputs").has("packets"))
        .toList();
  }

  static List<JsonNode> received() {
    return Vectors.cases("transport/session_tcp").stream()
        .filter(vector -> !vector.path("outputs").has("packets"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("sent")
  void framesAreTheRecordedOnes(JsonNode vector) throws NoSuchAlgorithmException {
    JsonNode inputs = vector.path("inputs");
    FrameSealer initiator = new FrameSealer(Vectors.hex(inputs, "key_initiator_to_responder"));
    FrameSealer responder = new FrameSealer(Vectors.hex(inputs, "key_responder_to_initiator"));
    for (JsonNode packet : vector.path("outputs").path("packets")) {
      FrameSealer sealer = packet.path("direction").asText().equals("i2r") ? initiator : responder;
      byte[] frame = seal(sealer, (int) packet.path("stream_id").asLong(), payload(packet));
      if (packet.has("wire")) {
        assertArrayEquals(Vectors.hex(packet, "wire"), frame);
      } else {
        byte[] prefix = Vectors.hex(packet, "wire_prefix");
        assertArrayEquals(prefix, Arrays.copyOf(frame, prefix.length));
        assertArrayEquals(
            Vectors.hex(packet, "wire_sha256"), MessageDigest.getInstance("SHA-256").digest(frame));
      }
    }
  }

  @Test
  void aFrameIsMadeInPlaceWhereThereIsRoom() {
    byte[] key = new byte[32];
    byte[] text = {1, 2, 3};
    byte[] received = new byte[4 + 4 + text.length + 16];
    System.arraycopy(text, 0, received, 8, text.length);
    ByteBuffer frame = new FrameSealer(key).seal(1, ByteBuffer.wrap(received, 8, text.length));
    assertSame(received, frame.array());
    assertArrayEquals(seal(new FrameSealer(key), 1, text), received);
  }

  private static byte[] seal(FrameSealer sealer, int stream, byte[] payload) {
    return sealer.seal(stream, ByteBuffer.wrap(payload)).array();
  }

  @ParameterizedTest
  @MethodSource("received")
  void whatArrivesIsDelivered(JsonNode vector) {
    byte[] key = Vectors.hex(vector.path("inputs"), "recv_key");
    List<String> delivered = new ArrayList<>();
    EmbeddedChannel channel = channel(key, delivered, new TransportCounters());
    channel.writeInbound(
        Unpooled.wrappedBuffer(Vectors.hex(vector.path("inputs"), "incoming_stream")));
    channel.finishAndReleaseAll();
    List<String> expected = new ArrayList<>();
    vector
        .path("outputs")
        .path("delivered_on_stream_1")
        .forEach(text -> expected.add(text.asText()));
    assertEquals(expected, delivered);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 15, (1 << 20) + 1, 0xffffffffL})
  void anImpossibleLengthEndsTheLinkBeforeItsBodyArrives(long length) {
    TransportCounters counters = new TransportCounters();
    EmbeddedChannel channel = channel(new byte[32], new ArrayList<>(), counters);
    channel.writeInbound(Unpooled.buffer().writeInt((int) length));
    assertFalse(channel.isOpen());
    assertEquals(1, counters.closings().get(CloseReason.FRAME_INVALID));
    channel.finishAndReleaseAll();
  }

  private static EmbeddedChannel channel(
      byte[] key, List<String> delivered, TransportCounters counters) {
    PacketReceiver receiver =
        new PacketReceiver() {
          @Override
          public void packet(ByteBuffer packet) {
            byte[] bytes = new byte[packet.remaining()];
            packet.get(bytes);
            delivered.add(HexFormat.of().formatHex(bytes));
          }

          @Override
          public void closed(CloseReason reason) {}
        };
    EmbeddedChannel channel = new EmbeddedChannel();
    TcpLink link =
        new TcpLink(
            new SessionKeys(PeerId.of(new byte[32]), new byte[32], new byte[32], key),
            new HostPort("127.0.0.1", 1),
            false,
            true,
            Duration.ofSeconds(5),
            new FrameBudget(1 << 20),
            new SharedBudget(1 << 20),
            established -> established.open(receiver),
            counters);
    channel.pipeline().addLast(link);
    channel.runPendingTasks();
    return channel;
  }

  private static byte[] payload(JsonNode packet) throws NoSuchAlgorithmException {
    if (packet.has("payload")) {
      return Vectors.hex(packet, "payload");
    }
    int length = packet.path("payload_length").asInt();
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    ByteArrayOutputStream generated = new ByteArrayOutputStream();
    for (int i = 0; generated.size() < length; i++) {
      String block = "moss-vector|payload-%d|%d".formatted(length, i);
      generated.writeBytes(sha256.digest(block.getBytes(StandardCharsets.UTF_8)));
    }
    return Arrays.copyOf(generated.toByteArray(), length);
  }
}
