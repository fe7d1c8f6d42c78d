package dev.mossspore.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.crypto.HandshakeException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rule R3 of chapter 01 section 6.5: handshakes from the endpoint of an established session. */
@Tag("unit")
class UdpLiveSessionRulesTest {
  private static final InetSocketAddress REMOTE = ScriptedPeer.endpoint("192.0.2.10", 40_001);
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private final UdpBench bench = UdpBench.ofSeed(1);
  private final ScriptedPeer peer = new ScriptedPeer(2);
  private final ScriptedPeer restarted = peer.again(3);

  @BeforeEach
  void establish() throws HandshakeException {
    bench.receive(REMOTE, peer.init(null));
    bench.receive(REMOTE, peer.done(bench.takeOne()));
    bench.receive(REMOTE, peer.data("first"));
    assertEquals(1, bench.links().size());
  }

  @Test
  void anInitOnALiveSessionIsIgnored() throws HandshakeException {
    bench.advance(SILENCE.minusMillis(1));
    bench.receive(REMOTE, restarted.init(null));
    assertEquals(1, bench.drops(DatagramDrop.INIT_ON_LIVE_SESSION));
    assertEquals(List.of(), bench.take());
    assertAlive();
  }

  @Test
  void afterSilenceAnInitIsAnsweredAndOnlyItsDoneReplacesTheSession() throws HandshakeException {
    bench.advance(SILENCE);
    bench.receive(REMOTE, restarted.init(null));
    byte[] done = restarted.done(bench.takeOne());
    assertEquals(List.of(), bench.closings());
    bench.receive(REMOTE, done);
    assertEquals(List.of(CloseReason.REPLACED), bench.closings());
    assertEquals(2, bench.links().size());
    bench.receive(REMOTE, restarted.data("new"));
    assertEquals("new", bench.packets().getLast());
    bench.receive(REMOTE, peer.data("old"));
    assertEquals("new", bench.packets().getLast());
    bench.send("answer");
    assertEquals("answer", restarted.read(bench.takeOne()));
  }

  /**
   * Or the mesh would keep the dead session and close the new one, which the remote believes in.
   */
  @Test
  void theOldSessionHasEndedBeforeTheNewOneIsReported() throws HandshakeException {
    bench.advance(SILENCE);
    bench.receive(REMOTE, restarted.init(null));
    bench.receive(REMOTE, restarted.done(bench.takeOne()));
    assertEquals(List.of("opened", "REPLACED", "opened"), bench.story());
  }

  @Test
  void whatDoesNotAuthenticateLeavesASilentSessionAlone() throws HandshakeException {
    bench.advance(SILENCE);
    bench.receive(REMOTE, restarted.init(null));
    bench.receive(REMOTE, peer.seal(DatagramKind.DONE, new byte[64]));
    bench.receive(REMOTE, peer.seal(DatagramKind.INIT, new byte[0]));
    bench.take();
    bench.advance(SILENCE.multipliedBy(2));
    assertAlive();
  }

  @Test
  void aSessionThatIsHeardAgainIsNotReplaced() throws HandshakeException {
    bench.advance(SILENCE);
    bench.receive(REMOTE, restarted.init(null));
    byte[] done = restarted.done(bench.takeOne());
    bench.receive(REMOTE, peer.data("alive"));
    bench.receive(REMOTE, done);
    assertEquals(1, bench.drops(DatagramDrop.ENDPOINT_TAKEN));
    assertAlive();
  }

  @Test
  void aSilentSessionHearsWhileAHandshakeRunsOnTheSide() throws HandshakeException {
    bench.advance(SILENCE);
    bench.receive(REMOTE, restarted.init(null));
    bench.take();
    assertAlive();
  }

  private void assertAlive() {
    bench.receive(REMOTE, peer.data("still here"));
    assertEquals("still here", bench.packets().getLast());
    bench.send("so am I");
    assertEquals("so am I", peer.read(bench.takeOne()));
    assertEquals(1, bench.links().size());
    assertEquals(List.of(), bench.closings());
  }
}
