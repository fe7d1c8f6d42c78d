package dev.mossspore.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.crypto.AeadCipher;
import dev.mossspore.crypto.Credentials;
import dev.mossspore.crypto.HandshakeException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an established session lets in and out, and what is dropped without a word. */
@Tag("unit")
class UdpDataRulesTest {
  private static final InetSocketAddress REMOTE = ScriptedPeer.endpoint("192.0.2.10", 40_001);

  private final UdpBench bench = UdpBench.ofSeed(1);
  private final ScriptedPeer peer = new ScriptedPeer(2);

  @Test
  void aRepeatedDatagramIsDeliveredOnce() throws HandshakeException {
    establish(bench);
    byte[] first = peer.data("first");
    byte[] second = peer.data("second");
    for (byte[] datagram : List.of(second, first, second, first)) {
      bench.receive(REMOTE, datagram);
    }
    assertEquals(List.of("second", "first"), bench.packets());
    assertEquals(2, bench.drops(DatagramDrop.DATA_REJECTED));
  }

  @Test
  void aForgedDatagramChangesNothing() throws HandshakeException {
    establish(bench);
    byte[] forged = new byte[60];
    forged[0] = (byte) 0xff; // a sequence far ahead
    bench.receive(REMOTE, peer.seal(DatagramKind.DATA, forged));
    bench.receive(REMOTE, peer.seal(DatagramKind.DATA));
    assertEquals(2, bench.drops(DatagramDrop.DATA_REJECTED));
    bench.receive(REMOTE, peer.data("genuine"));
    assertEquals(List.of("genuine"), bench.packets());
  }

  @Test
  void dataFromAnotherEndpointIsDropped() throws HandshakeException {
    establish(bench);
    bench.receive(ScriptedPeer.endpoint("192.0.2.10", 40_002), peer.data("moved"));
    assertEquals(List.of(), bench.packets());
    assertEquals(1, bench.drops(DatagramDrop.NO_SESSION));
  }

  @Test
  void theLargestPacketFillsADatagramAndALargerOneIsRefused() throws HandshakeException {
    establish(bench);
    assertTrue(bench.send(new byte[65_448]));
    assertEquals(65_507, bench.takeOne().datagram().length);
    assertFalse(bench.send(new byte[65_449]));
    assertEquals(List.of(), bench.take());
    assertEquals(1, bench.counters().tooLarge().sum());
    assertTrue(bench.send("smaller"));
  }

  @Test
  void paddingNeverMakesFragmentsOfADatagram() throws HandshakeException {
    SplittableRandom random = new SplittableRandom(5);
    UdpBench padding =
        new UdpBench(
            Credentials.of(ScriptedPeer.identity(random), "moss/1"),
            () -> ScriptedPeer.keyPair(random),
            new ObfuscationCodec(ScriptedPeer.KEY, random),
            true,
            random);
    establish(padding);
    for (int length = 0; length < 2_000; length += 7) {
      assertTrue(padding.send(new byte[length]));
      int bare = length + 59;
      int sent = padding.takeOne().datagram().length;
      assertTrue(sent >= bare && sent <= Math.max(bare, Math.min(bare + 256, 1_472)));
    }
  }

  @Test
  void aSessionKeepsToThePaddingItBeganWith() throws HandshakeException {
    establish(bench);
    bench.padData(true);
    assertEquals(1, lengths(bench).size());
    bench.close();
    UdpBench later = UdpBench.ofSeed(3);
    later.padData(true);
    establish(later);
    later.padData(false);
    assertTrue(lengths(later).size() > 1);
  }

  @Test
  void whatTheNetworkDoesNotTakeYetWaitsWithControlInFront() throws HandshakeException {
    establish(bench);
    bench.ready(false);
    assertEquals(Forwarding.TAKEN, bench.forward("bulk 1"));
    assertEquals(Forwarding.TAKEN, bench.forward("bulk 2"));
    assertTrue(bench.send("control"));
    assertEquals(List.of(), bench.take());
    bench.ready(true);
    assertEquals(
        List.of("control", "bulk 1", "bulk 2"), bench.take().stream().map(peer::read).toList());
    bench.ready(false);
    for (int i = 0; i < 256; i++) {
      assertEquals(Forwarding.TAKEN, bench.forward("bulk"));
    }
    assertEquals(Forwarding.QUEUE_FULL, bench.forward("bulk"));
    bench.close();
    assertEquals(256 * 4, bench.counters().unsentForwards().sum());
  }

  @Test
  void unknownKindsAndFillerAreCountedAndIgnored() {
    for (int kind : new int[] {0, 7, 255}) {
      bench.receive(REMOTE, sealedKind(kind));
    }
    assertEquals(3, bench.drops(DatagramDrop.IGNORED_KIND));
    assertEquals(List.of(), bench.take());
  }

  @Test
  void aForeignDatagramIsCountedAndIgnored() {
    bench.receive(REMOTE, new byte[0]);
    bench.receive(REMOTE, new byte[100]);
    assertEquals(2, bench.drops(DatagramDrop.NOT_OURS));
    assertEquals(List.of(), bench.take());
  }

  @Test
  void anInitWithoutAKnownModeIsCountedAndIgnored() {
    bench.receive(REMOTE, peer.seal(DatagramKind.INIT));
    bench.receive(REMOTE, peer.seal(DatagramKind.INIT, new byte[33]));
    bench.receive(REMOTE, peer.seal(DatagramKind.INIT, (byte) 3));
    assertEquals(3, bench.drops(DatagramDrop.INIT_MALFORMED));
    assertEquals(List.of(), bench.take());
  }

  @Test
  void closingEndsTheLinkAndNothingIsSent() throws HandshakeException {
    establish(bench);
    bench.close();
    assertEquals(List.of(CloseReason.STOPPING), bench.closings());
    assertFalse(bench.send("too late"));
    bench.receive(REMOTE, peer.data("too late"));
    assertEquals(List.of(), bench.packets());
    assertEquals(List.of(), bench.take());
  }

  @Test
  void whatWasSentArrives() throws HandshakeException {
    establish(bench);
    bench.send("one");
    bench.send("two");
    assertEquals(List.of("one", "two"), bench.take().stream().map(peer::read).toList());
    assertArrayEquals(peer.identity().noise().publicKey(), bench.links().getFirst().remoteStatic());
  }

  /** Of the datagrams that carry fifty packets of one length. */
  private static Set<Integer> lengths(UdpBench bench) {
    for (int i = 0; i < 50; i++) {
      assertTrue(bench.send(new byte[100]));
    }
    return bench.take().stream().map(sent -> sent.datagram().length).collect(Collectors.toSet());
  }

  private void establish(UdpBench with) throws HandshakeException {
    with.receive(REMOTE, peer.init(null));
    with.receive(REMOTE, peer.done(with.takeOne()));
    assertEquals(1, with.links().size());
  }

  /** Filler, made into a datagram of another kind: the plaintext is sealed by hand. */
  private static byte[] sealedKind(int kind) {
    byte[] nonce = new byte[12];
    nonce[0] = (byte) kind;
    byte[] sealed = new AeadCipher(ScriptedPeer.KEY).seal(nonce, new byte[] {(byte) kind, 0, 0, 9});
    byte[] datagram = Arrays.copyOf(nonce, nonce.length + sealed.length);
    System.arraycopy(sealed, 0, datagram, nonce.length, sealed.length);
    return datagram;
  }
}
