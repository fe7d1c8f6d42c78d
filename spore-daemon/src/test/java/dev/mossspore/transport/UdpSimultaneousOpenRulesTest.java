package dev.mossspore.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.mossspore.crypto.HandshakeException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules S1 to S4 of chapter 01 section 6.5. */
@Tag("unit")
class UdpSimultaneousOpenRulesTest {
  private static final InetSocketAddress A = ScriptedPeer.endpoint("192.0.2.1", 40_001);
  private static final InetSocketAddress B = ScriptedPeer.endpoint("192.0.2.2", 40_002);

  private final UdpBench a = UdpBench.ofSeed(1);
  private final UdpBench b = UdpBench.ofSeed(2);
  private final ScriptedPeer peer = new ScriptedPeer(3);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bothAnswerBothDialsSucceedAndEachReportsOneLink(boolean known) {
    var dialOfA = a.dial(B, known ? b.identity().noise().publicKey() : null);
    var dialOfB = b.dial(A, known ? a.identity().noise().publicKey() : null);
    assertEquals(List.of(DatagramKind.RESP), cross(DatagramKind.INIT));
    assertEquals(List.of(DatagramKind.DONE), cross(DatagramKind.RESP));
    assertEquals(List.of(), a.links());
    assertEquals(List.of(), b.links());
    assertEquals(List.of(), cross(DatagramKind.DONE));
    assertOneLink(a, b, dialOfA);
    assertOneLink(b, a, dialOfB);
    // Undecided, each prefers what the other began.
    assertFalse(a.links().getFirst().outbound());
    assertFalse(b.links().getFirst().outbound());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void undecidedAPacketGoesOutOnBothAndTheFirstToDecryptDecides(int arriving) {
    open();
    a.send("from a");
    List<UdpBench.Sent> copies = a.take();
    assertEquals(2, copies.size());
    b.receive(A, copies.get(arriving).datagram());
    assertEquals(List.of("from a"), b.packets());
    b.send("from b");
    a.receive(B, b.takeOne().datagram());
    assertEquals(List.of("from b"), a.packets());
    boolean begunByA = a.links().getFirst().outbound();
    assertEquals(!begunByA, b.links().getFirst().outbound());
    a.send("again");
    b.receive(A, a.takeOne().datagram());
    assertEquals("again", b.packets().getLast());
  }

  @Test
  void theTwoDirectionsMaySettleOnDifferentCandidates() {
    open();
    a.send("from a");
    b.send("from b");
    List<UdpBench.Sent> ofA = a.take();
    List<UdpBench.Sent> ofB = b.take();
    // Each knows its own first: so both hear the other on the handshake the other did not begin.
    a.receive(B, ofB.getFirst().datagram());
    b.receive(A, ofA.getFirst().datagram());
    assertEquals(a.links().getFirst().outbound(), b.links().getFirst().outbound());
    for (int i = 0; i < 3; i++) {
      a.send("a" + i);
      b.receive(A, a.takeOne().datagram());
      b.send("b" + i);
      a.receive(B, b.takeOne().datagram());
    }
    assertEquals(List.of("from b", "b0", "b1", "b2"), a.packets());
    assertEquals(List.of("from a", "a0", "a1", "a2"), b.packets());
    assertEquals(1, a.links().size());
    assertEquals(1, b.links().size());
  }

  /** As above with a deployed peer, which keeps its own dial only. */
  @Test
  void theRemotesOwnHandshakeIsAnsweredWhileOursIsUnconfirmed() throws HandshakeException {
    var dial = a.dial(B, null);
    a.receive(B, new ScriptedPeer(3).resp(a.takeOne()));
    assertEquals(DatagramKind.DONE.number(), a.takeOne().kind());
    a.receive(B, peer.init(null));
    a.receive(B, peer.done(a.takeOne()));
    assertOneLink(dial);
    a.send("on both");
    assertEquals(
        List.of("on both"), a.take().stream().map(peer::read).filter("on both"::equals).toList());
    a.receive(B, peer.data("hello"));
    a.send("on one");
    assertEquals("on one", peer.read(a.takeOne()));
  }

  @Test
  void threeCandidatesReceiveAndAFourthIsRefused() throws HandshakeException {
    a.dial(B, null);
    UdpBench.Sent init = a.takeOne();
    a.receive(B, peer.resp(init));
    peer.accept(a.takeOne());
    List<ScriptedPeer> begun = IntStream.range(10, 13).mapToObj(peer::again).toList();
    List<byte[]> dones = new ArrayList<>();
    for (ScriptedPeer one : begun) {
      a.receive(B, one.init(null));
      dones.add(one.done(a.takeOne()));
    }
    dones.forEach(done -> a.receive(B, done));
    assertEquals(1, a.drops(DatagramDrop.ENDPOINT_TAKEN));
    assertEquals(1, a.links().size());
    a.receive(B, begun.get(2).data("refused"));
    a.receive(B, begun.get(1).data("third"));
    a.receive(B, begun.get(0).data("second"));
    a.receive(B, peer.data("first"));
    assertEquals(List.of("third", "second", "first"), a.packets());
    a.send("settled on the first heard");
    assertEquals("settled on the first heard", begun.get(1).read(a.takeOne()));
  }

  @Test
  void aHandshakeOfAnotherPeerDoesNotJoinTheSession() throws HandshakeException {
    var dial = a.dial(B, null);
    a.receive(B, peer.resp(a.takeOne()));
    peer.accept(a.takeOne());
    ScriptedPeer stranger = new ScriptedPeer(4);
    a.receive(B, stranger.init(null));
    a.receive(B, stranger.done(a.takeOne()));
    assertEquals(1, a.drops(DatagramDrop.ENDPOINT_TAKEN));
    assertEquals(List.of(), a.links());
    a.receive(B, stranger.data("nobody listens"));
    a.receive(B, peer.data("hello"));
    assertEquals(List.of("hello"), a.packets());
    assertOneLink(dial);
  }

  private void open() {
    a.dial(B, null);
    b.dial(A, null);
    cross(DatagramKind.INIT);
    cross(DatagramKind.RESP);
    cross(DatagramKind.DONE);
  }

  /**
   * Lets what both have sent, one datagram of the kind each, pass on the way. Returns what both
   * send then, but leaves it for the next call.
   */
  private List<DatagramKind> cross(DatagramKind kind) {
    UdpBench.Sent ofA = a.takeOne();
    UdpBench.Sent ofB = b.takeOne();
    assertEquals(kind.number(), ofA.kind());
    assertEquals(kind.number(), ofB.kind());
    b.receive(A, ofA.datagram());
    a.receive(B, ofB.datagram());
    List<DatagramKind> next = kinds(a);
    assertEquals(next, kinds(b));
    return next;
  }

  private static List<DatagramKind> kinds(UdpBench bench) {
    return bench.waiting().stream().map(sent -> DatagramKind.of(sent.kind())).toList();
  }

  private void assertOneLink(CompletableFuture<Link> dial) {
    assertEquals(1, a.links().size());
    assertSame(a.links().getFirst(), dial.join());
    assertEquals(peer.identity().peerId(), dial.join().remoteId());
  }

  private static void assertOneLink(UdpBench self, UdpBench other, CompletableFuture<Link> dial) {
    assertEquals(1, self.links().size());
    assertSame(self.links().getFirst(), dial.join());
    assertEquals(other.identity().peerId(), dial.join().remoteId());
  }
}
