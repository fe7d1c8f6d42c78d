package dev.mossspore.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.PeerId;
import dev.mossspore.testing.RelayPair;
import dev.mossspore.testing.TestNode;
import dev.mossspore.testkit.Await;
import dev.mossspore.transport.Carrier;
import dev.mossspore.transport.Link;
import dev.mossspore.wire.Blob;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeEncoder;
import dev.mossspore.wire.EnvelopeType;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes on real sockets whose only way to each other is the relay. */
@Tag("net")
class RelaySocketsTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final long IN_FLIGHT = 64 << 10;
  private static final long UNLIMITED = 1L << 40;

  @ParameterizedTest
  @EnumSource(Carrier.class)
  void anAcceptAndTheDataRightBehindItKeepTheirOrder(Carrier carrier) throws Exception {
    try (RelayNode relay = new RelayNode(UNLIMITED);
        TestNode a = TestNode.start();
        TestNode b = TestNode.start()) {
      Link fromA = dial(a, relay, carrier);
      Link fromB = dial(b, relay, carrier);
      Await.until("both are peers", SOON, () -> relay.peers() == 2);
      for (int round = 0; round < 60; round++) {
        String session = "session-" + round;
        send(fromA, EnvelopeType.RELAY_REQUEST, session, a, b, -1);
        Await.until("the request arrives", SOON, () -> relayed(b, session).size() == 1);
        List<String> said = new ArrayList<>();
        said.add(send(fromB, EnvelopeType.RELAY_ACCEPT, session, b, a, -1));
        for (int i = 0; i < 20; i++) {
          // What else the mesh loop has to do must not let data pass the accept.
          fromB.send(EnvelopeEncoder.encode(Envelope.of(EnvelopeType.GRAFT).channel("c").build()));
          said.add(send(fromB, EnvelopeType.RELAY_DATA, session, b, a, i));
        }
        Await.until("all of it arrives", SOON, () -> relayed(a, session).size() == said.size());
        assertEquals(said, relayed(a, session));
        send(fromA, EnvelopeType.RELAY_CLOSE, session, a, b, -1);
      }
      Await.until("all sessions are closed", SOON, () -> relay.relay().carried() == 0);
      assertEquals(60 * 20 * 4, relay.relay().counters().forwardedBytes().sum());
    }
  }

  /**
   * Twice the cap, in packets of several sizes: what was sent is what was passed on and what was
   * dropped, byte for byte, and what was passed on arrives.
   */
  @ParameterizedTest
  @EnumSource(Carrier.class)
  void whatIsSentIsForwardedOrCountedAsDropped(Carrier carrier) throws Exception {
    long cap = 256 << 10;
    try (RelayNode relay = new RelayNode(cap);
        RelayPair pair = RelayPair.connect(relay.address(), carrier).open("s")) {
      RelayCounters counters = relay.relay().counters();
      for (int i = 0; pair.sentBytes() < 6 * cap; i++) {
        int size = List.of(16, 1000, 1024, 16_384).get(i % 4);
        pair.send(size);
        LockSupport.parkNanos(size * TimeUnit.SECONDS.toNanos(1) / (2 * cap));
        // However slow the relay is, its socket has room for this: else the system would drop
        // datagrams.
        Await.until("the relay keeps up", SOON, () -> unaccounted(pair, counters) <= IN_FLIGHT);
      }
      Await.until("every byte is accounted for", SOON, () -> unaccounted(pair, counters) == 0);
      assertTrue(dropped(counters) > 0, "the cap was met");
      Await.until(
          "what was forwarded arrives",
          SOON,
          () -> pair.deliveredBytes() == counters.forwardedBytes().sum());
      assertEquals(counters.forwardedPackets().sum(), pair.delivered());
      assertEquals(0, pair.flaws());
      assertEquals(0, relay.unsentBytes());
    }
  }

  @Test
  void aCloseComesAfterTheDataBeforeIt() throws Exception {
    try (RelayNode relay = new RelayNode(UNLIMITED);
        TestNode a = TestNode.start();
        TestNode b = TestNode.start()) {
      Link fromA = dial(a, relay, Carrier.TCP);
      dial(b, relay, Carrier.TCP);
      Await.until("both are peers", SOON, () -> relay.peers() == 2);
      for (int round = 0; round < 20; round++) {
        String session = "session-" + round;
        List<String> said = new ArrayList<>();
        said.add(send(fromA, EnvelopeType.RELAY_REQUEST, session, a, b, -1));
        Await.until("the request arrives", SOON, () -> relayed(b, session).size() == 1);
        for (int i = 0; i < 50; i++) {
          // So much that most of it waits for the socket when the close comes.
          said.add(send(fromA, EnvelopeType.RELAY_DATA, session, a, b, new byte[12 << 10]));
        }
        said.add(send(fromA, EnvelopeType.RELAY_CLOSE, session, a, b, -1));
        Await.until("all of it arrives", SOON, () -> relayed(b, session).size() == said.size());
        List<String> heard = relayed(b, session);
        assertEquals(said.size() - 1, heard.indexOf(said.getLast()), "place of the close");
        assertTrue(said.equals(heard), "what was said is what was heard");
      }
    }
  }

  @Test
  void dataCrossesFromOneCarrierToTheOtherUnchanged() throws Exception {
    try (RelayNode relay = new RelayNode(UNLIMITED);
        TestNode a = TestNode.start();
        TestNode b = TestNode.start()) {
      Link fromA = dial(a, relay, Carrier.TCP);
      Link fromB = dial(b, relay, Carrier.UDP);
      Await.until("both are peers", SOON, () -> relay.peers() == 2);
      send(fromA, EnvelopeType.RELAY_REQUEST, "s", a, b, -1);
      Await.until("the request arrives", SOON, () -> relayed(b, "s").size() == 1);
      send(fromB, EnvelopeType.RELAY_ACCEPT, "s", b, a, -1);
      Await.until("the accept arrives", SOON, () -> relayed(a, "s").size() == 1);
      for (int i = 0; i < 50; i++) {
        int number = i;
        String down = send(fromA, EnvelopeType.RELAY_DATA, "s", a, b, i);
        String up = send(fromB, EnvelopeType.RELAY_DATA, "s", b, a, i);
        Await.until("they cross", SOON, () -> relayed(a, "s").size() == number + 2);
        Await.until("they cross", SOON, () -> relayed(b, "s").size() == number + 2);
        assertEquals(up, relayed(a, "s").getLast());
        assertEquals(down, relayed(b, "s").getLast());
      }
    }
  }

  private static long unaccounted(RelayPair pair, RelayCounters counters) {
    return pair.sentBytes() - counters.forwardedBytes().sum() - dropped(counters);
  }

  private static long dropped(RelayCounters counters) {
    return Stream.of(DataDrop.values()).mapToLong(counters.droppedBytes()::get).sum();
  }

  private static Link dial(TestNode node, RelayNode relay, Carrier carrier) throws Exception {
    if (carrier == Carrier.UDP) {
      node.transport().listen(relay.address().getAddress(), 0);
    }
    Link link =
        (carrier == Carrier.TCP
                ? node.transport().tcp().dial(relay.address(), null)
                : node.transport().udp().dial(relay.address(), null))
            .get(30, TimeUnit.SECONDS);
    link.open(node.receiver());
    return link;
  }

  /**
   * @param number the payload; none if negative
   */
  private static String send(
      Link link, EnvelopeType type, String session, TestNode from, TestNode to, int number) {
    byte[] payload = number < 0 ? new byte[0] : ByteBuffer.allocate(4).putInt(number).array();
    return send(link, type, session, from, to, payload);
  }

  private static String send(
      Link link, EnvelopeType type, String session, TestNode from, TestNode to, byte[] payload) {
    byte[] packet =
        EnvelopeEncoder.encode(
            Envelope.of(type)
                .relaySession(session)
                .relaySource(id(from).hex())
                .relayTarget(id(to).hex())
                .payload(Blob.wrap(payload))
                .build());
    String text = new String(packet, UTF_8);
    link.send(packet);
    return text;
  }

  private static List<String> relayed(TestNode node, String session) {
    return node.packets().stream()
        .filter(packet -> packet.contains("\"relay_session\":\"" + session + "\""))
        .toList();
  }

  private static PeerId id(TestNode node) {
    return node.identity().peerId();
  }
}
