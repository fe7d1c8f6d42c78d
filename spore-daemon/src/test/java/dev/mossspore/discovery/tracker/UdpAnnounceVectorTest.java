package dev.mossspore.discovery.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.HostPort;
import dev.mossspore.testing.Vectors;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class UdpAnnounceVectorTest {
  private static final byte[] CONNECTION = HexFormat.of().parseHex("1122334455667788");
  private static final byte[] ONE_PEER = HexFormat.of().parseHex("c633640aa046");
  private static final String RETRY = "retry on timeout";

  static List<JsonNode> exchanges() {
    return cases(false);
  }

  static List<JsonNode> retries() {
    return cases(true);
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void asksAndReadsAsRecorded(JsonNode vector) {
    JsonNode in = vector.path("inputs");
    JsonNode out = vector.path("outputs");
    UdpAnnounce announce = new UdpAnnounce(request(in), drawn(in));
    List<String> sent = new ArrayList<>(List.of(HexFormat.of().formatHex(announce.next())));
    Optional<TrackerAnswer> answer = Optional.empty();
    for (JsonNode response : in.path("responses_hex")) {
      byte[] datagram = HexFormat.of().parseHex(response.asText());
      int length = Math.min(datagram.length, UdpAnnounce.MAX_ANSWER);
      answer = announce.received(ByteBuffer.wrap(datagram, 0, length));
      if (answer.isPresent()) {
        break;
      }
      sent.add(HexFormat.of().formatHex(announce.next()));
    }
    List<String> expected = new ArrayList<>();
    out.path("connect_packets_hex").forEach(packet -> expected.add(packet.asText()));
    out.path("announce_packets_hex").forEach(packet -> expected.add(packet.asText()));
    assertEquals(expected, sent);
    assertEquals(out.path("ok").asBoolean(), answer.orElseThrow() instanceof TrackerAnswer.Peers);
    if (answer.get() instanceof TrackerAnswer.Peers(List<HostPort> peers)) {
      if (out.has("peer_count")) {
        assertEquals(out.path("peer_count").asInt(), peers.size());
        assertEquals(out.path("first_peer").asText(), peers.getFirst().toString());
        assertEquals(out.path("last_peer").asText(), peers.getLast().toString());
        return;
      }
      List<String> texts = new ArrayList<>();
      out.path("peers").forEach(peer -> texts.add(peer.asText()));
      assertEquals(texts, peers.stream().map(HostPort::toString).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("retries")
  void sendsAgainAfterASilenceAndTakesALateAnswer(JsonNode vector) {
    JsonNode out = vector.path("outputs");
    UdpAnnounce announce =
        new UdpAnnounce(
            new AnnounceRequest(new byte[20], new byte[20], 1, 50, AnnounceEvent.NONE),
            new SplittableRandom(1));
    List<byte[]> connects = sent(announce, out.path("connects_sent").asInt());
    // The answer is to the first of them, which had been given up.
    assertEquals(Optional.empty(), announce.received(answer(0, connects.getFirst(), CONNECTION)));
    List<byte[]> announces = sent(announce, out.path("announces_sent").asInt());
    byte[] counts = new byte[12];
    ByteBuffer found =
        answer(1, announces.getFirst(), ByteBuffer.allocate(18).put(counts).put(ONE_PEER).array());
    TrackerAnswer answer = announce.received(found).orElseThrow();
    assertEquals(
        new TrackerAnswer.Peers(List.of(HostPort.parse(out.path("peers").get(0).asText()))),
        answer);

    Set<Integer> transactions = new HashSet<>();
    connects.forEach(packet -> transactions.add(transaction(packet)));
    announces.forEach(packet -> transactions.add(transaction(packet)));
    assertEquals(out.path("distinct_transaction_ids").asInt(), transactions.size());
    for (byte[] packet : announces) {
      assertTrue(Arrays.equals(CONNECTION, 0, 8, packet, 0, 8), "the connection id is kept");
    }
  }

  private static List<byte[]> sent(UdpAnnounce announce, int count) {
    List<byte[]> packets = new ArrayList<>();
    long waited = 0;
    for (int i = 0; i < count; i++) {
      packets.add(announce.next());
      assertTrue(announce.patience().toMillis() > waited, "waits longer each time");
      waited = announce.patience().toMillis();
    }
    return packets;
  }

  private static int transaction(byte[] packet) {
    return ByteBuffer.wrap(packet).getInt(12);
  }

  private static ByteBuffer answer(int action, byte[] request, byte[] rest) {
    return ByteBuffer.allocate(8 + rest.length)
        .putInt(action)
        .putInt(transaction(request))
        .put(rest)
        .flip();
  }

  private static AnnounceRequest request(JsonNode in) {
    return new AnnounceRequest(
        Vectors.hex(in, "info_hash_hex"),
        in.path("peer_id_ascii").asText().getBytes(StandardCharsets.US_ASCII),
        in.path("port").asInt(),
        in.path("numwant").asInt(),
        AnnounceEvent.valueOf(in.path("event").asText().toUpperCase(Locale.ROOT)));
  }

  private static RandomGenerator drawn(JsonNode in) {
    Iterator<byte[]> values =
        List.of(
                Vectors.hex(in, "connect_transaction_id"),
                Vectors.hex(in, "announce_transaction_id"),
                Vectors.hex(in, "announce_key"))
            .iterator();
    return () -> (long) ByteBuffer.wrap(values.next()).getInt() << 32;
  }

  private static List<JsonNode> cases(boolean retry) {
    return Vectors.cases("discovery/tracker_udp").stream()
        .filter(vector -> vector.path("name").asText().startsWith(RETRY) == retry)
        .toList();
  }
}
