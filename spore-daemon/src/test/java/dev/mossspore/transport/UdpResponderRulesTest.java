package dev.mossspore.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.crypto.HandshakeException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules R1, R2, R4 and R5 of chapter 01 section 6.5. */
@Tag("unit")
class UdpResponderRulesTest {
  private static final InetSocketAddress REMOTE = ScriptedPeer.endpoint("192.0.2.10", 40_001);

  private final UdpBench bench = UdpBench.ofSeed(1);
  private final ScriptedPeer peer = new ScriptedPeer(2);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRepeatedInitGetsTheSameAnswerSealedAfresh(boolean known) throws HandshakeException {
    byte[] init = peer.init(key(known));
    bench.receive(REMOTE, init);
    UdpBench.Sent first = bench.takeOne();
    bench.advance(Duration.ofMillis(75));
    bench.receive(REMOTE, init);
    UdpBench.Sent second = bench.takeOne();
    assertArrayEquals(first.payload(), second.payload());
    assertFalse(Arrays.equals(first.datagram(), second.datagram()));
    bench.receive(REMOTE, peer.done(first));
    assertLinkedTo(peer);
  }

  @Test
  void aRepeatedInitIsAnsweredOnceWhileTheWorkersAreBusy() throws HandshakeException {
    byte[] init = peer.init(null);
    bench.holdWorkers();
    bench.receive(REMOTE, init);
    bench.receive(REMOTE, init);
    bench.work();
    bench.receive(REMOTE, peer.done(bench.takeOne()));
    assertLinkedTo(peer);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anotherInitKeepsTheStateOfTheFirst(boolean known) throws HandshakeException {
    UdpBench.Sent first = answer(peer, key(known));
    answer(new ScriptedPeer(3), key(known));
    bench.receive(REMOTE, peer.done(first));
    assertLinkedTo(peer);
  }

  @Test
  void threeStatesOfAnEndpointAreKeptAndTheOldestMakesRoom() throws HandshakeException {
    List<ScriptedPeer> peers = IntStream.range(2, 6).mapToObj(ScriptedPeer::new).toList();
    UdpBench.Sent first = answer(peers.get(0), null);
    UdpBench.Sent second = answer(peers.get(1), null);
    answer(peers.get(2), null);
    assertEquals(0, bench.drops(DatagramDrop.HANDSHAKE_EVICTED));
    answer(peers.get(3), null);
    assertEquals(1, bench.drops(DatagramDrop.HANDSHAKE_EVICTED));
    bench.receive(REMOTE, peers.get(0).done(first));
    assertEquals(List.of(), bench.links());
    bench.receive(REMOTE, peers.get(1).done(second));
    assertLinkedTo(peers.get(1));
    assertEquals(1, bench.counters().overUdp().get(HandshakeResult.REFUSED));
    assertEquals(1, bench.counters().overUdp().get(HandshakeResult.ESTABLISHED));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBadDoneDestroysNothing(boolean known) throws HandshakeException {
    UdpBench.Sent resp = answer(peer, key(known));
    for (int length : new int[] {0, 32, 64, 300}) {
      bench.receive(REMOTE, peer.seal(DatagramKind.DONE, new byte[length]));
    }
    assertEquals(4, bench.drops(DatagramDrop.DONE_NOT_AUTHENTIC));
    assertEquals(List.of(), bench.links());
    bench.receive(REMOTE, peer.done(resp));
    assertLinkedTo(peer);
  }

  @Test
  void anUnfinishedHandshakeIsForgotten() throws HandshakeException {
    UdpBench.Sent resp = answer(peer, null);
    bench.advance(Duration.ofMillis(6_500));
    assertEquals(1, bench.drops(DatagramDrop.HANDSHAKE_EXPIRED));
    assertEquals(1, bench.counters().overUdp().get(HandshakeResult.ABANDONED));
    bench.receive(REMOTE, peer.done(resp));
    assertEquals(1, bench.drops(DatagramDrop.DONE_UNEXPECTED));
    assertEquals(List.of(), bench.links());
  }

  @Test
  void aDoneFromAnotherEndpointIsIgnored() throws HandshakeException {
    UdpBench.Sent resp = answer(peer, null);
    bench.receive(ScriptedPeer.endpoint("192.0.2.10", 40_002), peer.done(resp));
    assertEquals(1, bench.drops(DatagramDrop.DONE_UNEXPECTED));
    assertEquals(List.of(), bench.links());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSecondDoneIsIgnored(boolean known) throws HandshakeException {
    byte[] done = peer.done(answer(peer, key(known)));
    bench.receive(REMOTE, done);
    bench.receive(REMOTE, done);
    assertLinkedTo(peer);
    assertEquals(1, bench.drops(DatagramDrop.DONE_UNEXPECTED));
    assertEquals(List.of(), bench.closings());
  }

  @Test
  void aSecondDoneIsIgnoredWhileTheFirstIsWithTheWorkers() throws HandshakeException {
    byte[] done = peer.done(answer(peer, null));
    bench.holdWorkers();
    bench.receive(REMOTE, done);
    bench.receive(REMOTE, done);
    bench.work();
    assertLinkedTo(peer);
  }

  @Test
  void dataBehindDoneWaitsForTheWorkersAndArrivesInOrder() throws HandshakeException {
    byte[] done = peer.done(answer(peer, null));
    bench.holdWorkers();
    bench.receive(REMOTE, done);
    for (int i = 0; i < 70; i++) {
      bench.receive(REMOTE, peer.data("packet " + i));
    }
    assertEquals(List.of(), bench.packets());
    assertEquals(6, bench.drops(DatagramDrop.WAITING_FULL));
    bench.work();
    assertLinkedTo(peer);
    assertEquals(IntStream.range(0, 64).mapToObj(i -> "packet " + i).toList(), bench.packets());
    bench.receive(REMOTE, peer.data("late"));
    assertEquals("late", bench.packets().getLast());
  }

  @Test
  void dataThatOvertakesDoneWaitsForIt() throws HandshakeException {
    byte[] done = peer.done(answer(peer, key(true)));
    bench.receive(REMOTE, peer.data("early"));
    bench.receive(REMOTE, done);
    assertLinkedTo(peer);
    assertEquals(List.of("early"), bench.packets());
  }

  /** Somebody else's first message, sent in the peer's name, must not swallow the peer's data. */
  @Test
  void dataBehindTheDoneOfAnOlderStateArrives() throws HandshakeException {
    UdpBench.Sent resp = answer(peer, null);
    answer(new ScriptedPeer(3), null);
    byte[] done = peer.done(resp);
    bench.receive(REMOTE, peer.data("early"));
    bench.holdWorkers();
    bench.receive(REMOTE, done);
    bench.receive(REMOTE, peer.data("first"));
    bench.receive(REMOTE, peer.data("second"));
    bench.work();
    assertLinkedTo(peer);
    assertEquals(List.of("early", "first", "second"), bench.packets());
  }

  /** What a stranger can make us remember is counted in bytes, not only in datagrams. */
  @Test
  void dataThatWaitsIsBoundedInBytes() throws HandshakeException {
    for (int port = 1; port <= 10; port++) {
      InetSocketAddress stranger = ScriptedPeer.endpoint("192.0.2.66", port);
      bench.receive(stranger, new ScriptedPeer(100 + port).init(null));
      for (int i = 0; i < 50; i++) {
        bench.receive(stranger, peer.seal(DatagramKind.DATA, new byte[20_000]));
      }
    }
    long kept = 500 - bench.drops(DatagramDrop.WAITING_FULL);
    assertTrue(kept > 100 && kept * 20_000 < 5_000_000, () -> kept + " are kept");
    bench.take();
    bench.advance(Duration.ofMillis(6_500));
    byte[] done = peer.done(answer(peer, key(true)));
    bench.receive(REMOTE, peer.data("there is room again"));
    bench.receive(REMOTE, done);
    assertEquals(List.of("there is room again"), bench.packets());
  }

  @Test
  void anInitLongerThanAnyMessageIsNotRemembered() {
    byte[] init = new byte[1_025];
    init[0] = 1; // XX
    init[1] = 9; // a good public key, then a payload
    bench.receive(REMOTE, peer.seal(DatagramKind.INIT, init));
    assertEquals(1, bench.drops(DatagramDrop.INIT_MALFORMED));
    assertEquals(List.of(), bench.take());
    bench.receive(REMOTE, peer.seal(DatagramKind.INIT, Arrays.copyOf(init, 1_024)));
    assertEquals(DatagramKind.RESP.number(), bench.takeOne().kind());
  }

  @Test
  void busyWorkersShedHandshakesAndALaterCopyIsAnswered() throws HandshakeException {
    byte[] init = peer.init(null);
    bench.fillWorkers();
    bench.receive(REMOTE, init);
    assertEquals(1, bench.drops(DatagramDrop.WORKERS_BUSY));
    assertEquals(List.of(), bench.take());
    bench.work();
    bench.receive(REMOTE, init);
    byte[] done = peer.done(bench.takeOne());
    bench.fillWorkers();
    bench.receive(REMOTE, done);
    assertEquals(2, bench.drops(DatagramDrop.WORKERS_BUSY));
    bench.work();
    bench.receive(REMOTE, done);
    assertLinkedTo(peer);
  }

  @Test
  void aHandshakeThatEndsAfterClosingIsNotReported() throws HandshakeException {
    byte[] done = peer.done(answer(peer, null));
    bench.holdWorkers();
    bench.receive(REMOTE, done);
    bench.close();
    bench.work();
    bench.receive(REMOTE, new ScriptedPeer(3).init(null));
    assertEquals(List.of(), bench.links());
    assertEquals(List.of(), bench.take());
  }

  private UdpBench.Sent answer(ScriptedPeer from, byte @Nullable [] key) throws HandshakeException {
    bench.receive(REMOTE, from.init(key));
    return bench.takeOne();
  }

  private byte @Nullable [] key(boolean known) {
    return known ? bench.identity().noise().publicKey() : null;
  }

  private void assertLinkedTo(ScriptedPeer remote) {
    assertEquals(1, bench.links().size());
    Link link = bench.links().getFirst();
    assertEquals(remote.identity().peerId(), link.remoteId());
    assertArrayEquals(remote.identity().noise().publicKey(), link.remoteStatic());
    assertFalse(link.outbound());
  }
}
