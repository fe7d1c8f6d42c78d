package dev.mossspore.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.crypto.HandshakeException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules I1, I3, I4 and I5 of chapter 01 section 6.5. */
@Tag("unit")
class UdpInitiatorRulesTest {
  private static final InetSocketAddress REMOTE = ScriptedPeer.endpoint("192.0.2.10", 40_001);

  private final UdpBench bench = UdpBench.ofSeed(1);
  private final ScriptedPeer peer = new ScriptedPeer(2);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theSameInitIsRepeatedSparselyForFiveSeconds(boolean known) {
    var dial = bench.dial(REMOTE, key(known));
    bench.advance(Duration.ofMillis(4_999));
    assertFalse(dial.isDone());
    bench.advance(Duration.ofMillis(1));
    assertEquals(DialException.Reason.CONNECT, failure(dial));
    bench.advance(Duration.ofSeconds(10));
    assertRepeated(DatagramKind.INIT, bench.take(), 0, 500, 1500, 3500);
  }

  @Test
  void noInitFollowsTheAnswer() throws HandshakeException {
    bench.dial(REMOTE, null);
    bench.receive(REMOTE, peer.resp(bench.takeOne()));
    peer.accept(bench.takeOne());
    bench.receive(REMOTE, peer.data("hello"));
    bench.advance(Duration.ofSeconds(10));
    assertEquals(List.of(), bench.take());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void forgedAnswersAreIgnoredAndTheGoodOneBehindThemCounts(boolean known)
      throws HandshakeException {
    var dial = bench.dial(REMOTE, key(known));
    byte[] good = peer.resp(bench.takeOne());
    byte[] otherKeys = peer.again(3).resp(initOfAnother(known));
    bench.holdWorkers();
    bench.receive(REMOTE, peer.seal(DatagramKind.RESP));
    bench.receive(REMOTE, peer.seal(DatagramKind.RESP, new byte[300]));
    bench.receive(REMOTE, otherKeys);
    bench.receive(REMOTE, good);
    bench.work();
    peer.accept(bench.takeOne());
    bench.receive(REMOTE, peer.data("hello"));
    assertSame(bench.links().getFirst(), dial.join());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33})
  void anIkAnswerWithoutAProperChallengeIsIgnored(int length) throws HandshakeException {
    var dial = bench.dial(REMOTE, key(true));
    UdpBench.Sent init = bench.takeOne();
    bench.receive(REMOTE, peer.resp(init, length));
    assertEquals(List.of(), bench.take());
    bench.receive(REMOTE, peer.resp(init));
    peer.accept(bench.takeOne());
    bench.receive(REMOTE, peer.data("hello"));
    assertTrue(dial.isDone());
  }

  @Test
  void anAnswerFromAnotherEndpointIsIgnored() throws HandshakeException {
    bench.dial(REMOTE, null);
    byte[] resp = peer.resp(bench.takeOne());
    bench.receive(ScriptedPeer.endpoint("192.0.2.10", 40_002), resp);
    assertEquals(List.of(), bench.take());
    assertEquals(1, bench.drops(DatagramDrop.RESP_UNEXPECTED));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void doneIsRepeatedWhileNothingComesBack(boolean known) throws HandshakeException {
    bench.dial(REMOTE, key(known));
    bench.receive(REMOTE, peer.resp(bench.takeOne()));
    bench.advance(Duration.ofSeconds(4));
    assertRepeated(DatagramKind.DONE, bench.take(), 0, 100, 300, 700);
  }

  @Test
  void doneIsNotRepeatedOnceTheRemoteIsHeard() throws HandshakeException {
    bench.dial(REMOTE, null);
    bench.receive(REMOTE, peer.resp(bench.takeOne()));
    bench.advance(Duration.ofMillis(150));
    List<UdpBench.Sent> dones = bench.take();
    assertRepeated(DatagramKind.DONE, dones, 0, 100);
    peer.accept(dones.getFirst());
    bench.receive(REMOTE, peer.data("hello"));
    bench.advance(Duration.ofSeconds(10));
    assertEquals(List.of(), bench.take());
  }

  @Test
  void theDialSucceedsWithTheFirstPacketThatDecrypts() throws HandshakeException {
    var dial = bench.dial(REMOTE, null);
    bench.receive(REMOTE, peer.resp(bench.takeOne()));
    peer.accept(bench.takeOne());
    bench.receive(REMOTE, peer.seal(DatagramKind.DATA, new byte[100]));
    assertEquals(List.of(), bench.links());
    assertFalse(dial.isDone());
    bench.receive(REMOTE, peer.data("hello"));
    assertEquals(List.of("hello"), bench.packets());
    Link link = dial.join();
    assertEquals(List.of(link), bench.links());
    assertEquals(peer.identity().peerId(), link.remoteId());
    assertTrue(link.outbound());
  }

  @Test
  void anUnconfirmedSessionIsNeverReportedAndDroppedAfterFiveSeconds() throws HandshakeException {
    var dial = bench.dial(REMOTE, null);
    bench.advance(Duration.ofSeconds(1));
    bench.receive(REMOTE, peer.resp(bench.take().getFirst()));
    peer.accept(bench.takeOne());
    bench.advance(Duration.ofMillis(4_999));
    assertFalse(dial.isDone());
    bench.advance(Duration.ofMillis(1));
    assertEquals(DialException.Reason.HANDSHAKE, failure(dial));
    assertEquals(List.of(), bench.links());
    assertEquals(1, bench.counters().closings().get(CloseReason.UNCONFIRMED));
    assertEquals(1, bench.counters().overUdp().get(HandshakeResult.ABANDONED));
    bench.receive(REMOTE, peer.data("too late"));
    assertEquals(1, bench.drops(DatagramDrop.NO_SESSION));
    bench.take();
    bench.dial(REMOTE, null);
    assertEquals(DatagramKind.INIT.number(), bench.takeOne().kind());
  }

  @Test
  void oneDialAtATimeAndNoneToAnEndpointWithASession() throws HandshakeException {
    bench.dial(REMOTE, null);
    assertEquals(DialException.Reason.CONNECTED, failure(bench.dial(REMOTE, null)));
    bench.receive(REMOTE, peer.resp(bench.takeOne()));
    peer.accept(bench.takeOne());
    bench.receive(REMOTE, peer.data("hello"));
    assertEquals(DialException.Reason.CONNECTED, failure(bench.dial(REMOTE, null)));
    assertEquals(List.of(), bench.take());
  }

  @Test
  void busyWorkersFailTheDial() {
    bench.fillWorkers();
    assertEquals(DialException.Reason.BUSY, failure(bench.dial(REMOTE, null)));
  }

  @Test
  void closingFailsTheDial() {
    var dial = bench.dial(REMOTE, null);
    bench.close();
    assertEquals(DialException.Reason.CONNECT, failure(dial));
  }

  @Test
  void afterClosingThereIsNoDial() {
    bench.close();
    assertEquals(DialException.Reason.CONNECT, failure(bench.dial(REMOTE, null)));
    assertEquals(List.of(), bench.take());
  }

  /** The first message of another dial of ours to the same peer. */
  private UdpBench.Sent initOfAnother(boolean known) {
    UdpBench other = UdpBench.ofSeed(4);
    other.dial(REMOTE, key(known));
    return other.takeOne();
  }

  private byte @Nullable [] key(boolean known) {
    return known ? peer.identity().noise().publicKey() : null;
  }

  private static DialException.Reason failure(CompletableFuture<Link> dial) {
    assertTrue(dial.isCompletedExceptionally());
    return assertInstanceOf(DialException.class, dial.exceptionNow()).reason();
  }

  /** One payload, sealed afresh each time, at the instants. */
  private static void assertRepeated(DatagramKind kind, List<UdpBench.Sent> sent, long... millis) {
    assertEquals(
        LongStream.of(millis).mapToObj(Duration::ofMillis).toList(),
        sent.stream().map(UdpBench.Sent::at).toList());
    for (UdpBench.Sent datagram : sent) {
      assertEquals(kind.number(), datagram.kind());
      assertArrayEquals(sent.getFirst().payload(), datagram.payload());
    }
    assertEquals(
        sent.size(), sent.stream().map(one -> ByteBuffer.wrap(one.datagram())).distinct().count());
  }
}
