package dev.mossspore.transport;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.HostPort;
import dev.mossspore.crypto.VectorParties;
import dev.mossspore.testing.Vectors;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two real machines with the keys, the padding and the nonces of the recording. */
@Tag("wire")
class UdpHandshakeVectorTest {
  static List<JsonNode> handshakes() {
    return Vectors.cases("transport/handshake_udp");
  }

  @ParameterizedTest
  @MethodSource("handshakes")
  void bothSidesSendTheRecordedDatagrams(JsonNode vector) {
    JsonNode inputs = vector.path("inputs");
    JsonNode outputs = vector.path("outputs");
    InetSocketAddress atInitiator = endpoint(inputs, "initiator_endpoint");
    InetSocketAddress atResponder = endpoint(inputs, "responder_endpoint");
    UdpBench initiator = bench(vector, "initiator", "i2r");
    UdpBench responder = bench(vector, "responder", "r2i");

    boolean known = inputs.path("mode").asInt() == 2;
    var dial =
        initiator.dial(
            atResponder, known ? Vectors.hex(inputs.path("responder"), "noise_public") : null);
    for (JsonNode recorded : outputs.path("datagrams")) {
      boolean outbound = recorded.path("direction").asText().equals("i2r");
      UdpBench.Sent sent = (outbound ? initiator : responder).takeOne();
      assertEquals(recorded.path("kind").asInt(), sent.kind());
      assertArrayEquals(Vectors.hex(recorded, "payload"), sent.payload());
      assertArrayEquals(Vectors.hex(recorded, "datagram"), sent.datagram());
      assertEquals(outbound ? atResponder : atInitiator, sent.to());
      if (outbound) {
        responder.receive(atInitiator, sent.datagram());
      } else {
        initiator.receive(atResponder, sent.datagram());
      }
    }
    assertEquals(List.of(), initiator.take());
    assertEquals(List.of(), responder.take());

    Link inbound = responder.links().getFirst();
    assertFalse(inbound.outbound());
    assertEquals(outputs.path("responder_sees_remote_id").asText(), inbound.remoteId().hex());
    assertArrayEquals(Vectors.hex(outputs, "responder_sees_remote_static"), inbound.remoteStatic());
    assertFalse(dial.isDone());

    responder.send("to initiator");
    UdpBench.Sent toInitiator = responder.takeOne();
    assertSealedUnder(Vectors.hex(outputs, "key_responder_to_initiator"), toInitiator);
    initiator.receive(atResponder, toInitiator.datagram());
    assertEquals(List.of("to initiator"), initiator.packets());

    Link outbound = dial.join();
    assertTrue(outbound.outbound());
    assertEquals(outputs.path("initiator_sees_remote_id").asText(), outbound.remoteId().hex());
    assertArrayEquals(
        Vectors.hex(inputs.path("responder"), "noise_public"), outbound.remoteStatic());

    initiator.send("to responder");
    UdpBench.Sent toResponder = initiator.takeOne();
    assertSealedUnder(Vectors.hex(outputs, "key_initiator_to_responder"), toResponder);
    responder.receive(atInitiator, toResponder.datagram());
    assertEquals(List.of("to responder"), responder.packets());
  }

  private static UdpBench bench(JsonNode vector, String party, String direction) {
    JsonNode inputs = vector.path("inputs");
    JsonNode self = inputs.path(party);
    return new UdpBench(
        VectorParties.credentials(inputs, self),
        () -> VectorParties.ephemeral(self),
        new ObfuscationCodec(
            Vectors.hex(inputs, "obfs_key"), new RecordedSealing(vector, direction)),
        inputs.path("pad_data").asBoolean(),
        new RecordedRandom(Vectors.hex(inputs, "challenge")));
  }

  private static void assertSealedUnder(byte[] key, UdpBench.Sent data) {
    assertNotNull(new DatagramOpener(key).open(ByteBuffer.wrap(data.payload().clone())));
  }

  private static InetSocketAddress endpoint(JsonNode inputs, String member) {
    HostPort address = HostPort.parse(inputs.path(member).asText());
    return ScriptedPeer.endpoint(address.host(), address.port());
  }

  /** Padding and nonce of each recorded datagram of one side, then those of one data packet. */
  private static final class RecordedSealing implements RandomGenerator {
    private final int paddingBound;
    private final Deque<byte[]> draws = new ArrayDeque<>();

    RecordedSealing(JsonNode vector, String direction) {
      paddingBound = vector.path("inputs").path("pad_max").asInt() + 1;
      for (JsonNode recorded : vector.path("outputs").path("datagrams")) {
        if (recorded.path("direction").asText().equals(direction)) {
          draws.add(Vectors.hex(recorded, "padding"));
          draws.add(Vectors.hex(recorded, "obfs_nonce"));
        }
      }
      draws.add(new byte[0]);
      byte[] nonce = new byte[12];
      nonce[0] = (byte) direction.charAt(0); // never the other side's
      draws.add(nonce);
    }

    /** The length of the padding that comes next. */
    @Override
    public int nextInt(int bound) {
      assertEquals(paddingBound, bound);
      return requireNonNull(draws.peek()).length;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      byte[] next = draws.remove();
      assertEquals(next.length, bytes.length);
      System.arraycopy(next, 0, bytes, 0, next.length);
    }

    @Override
    public long nextLong() {
      throw new AssertionError("nothing else is drawn");
    }
  }
}
