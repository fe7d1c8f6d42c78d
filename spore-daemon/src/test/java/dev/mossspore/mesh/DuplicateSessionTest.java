package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.mossspore.event.SporeEvent;
import dev.mossspore.transport.Carrier;
import dev.mossspore.transport.CloseReason;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two sessions over TCP with one peer, as when both have dialled at once. */
@Tag("unit")
class DuplicateSessionTest {
  private static final String OURS = "198.51.100.2:4001";
  private static final String THEIRS = "198.51.100.2:50001";

  /** Whether the session is kept that this node dialled: it is if its id is the smaller. */
  private static final boolean KEPT = VectorNode.identity().peerId().compareTo(VectorNode.P) < 0;

  private final VectorNode node = new VectorNode();

  @Test
  void theOtherIsClosedOnceThePeerIsHeardOnTheOneThatIsKept() {
    FakeLink kept = node.connect(VectorNode.P, KEPT, OURS);
    FakeLink other = node.connect(VectorNode.P, !KEPT, THEIRS);
    assertNull(other.closed(), "the peer may have none but this yet");
    kept.answerPings();
    assertEquals(CloseReason.DUPLICATE, other.closed());
    assertNull(kept.closed());
    assertEquals(1, node.takeEvents().size());
  }

  @Test
  void soIsTheOneThatIsReplaced() {
    FakeLink other = node.connect(VectorNode.P, !KEPT, THEIRS);
    other.answerPings();
    FakeLink kept = node.connect(VectorNode.P, KEPT, OURS);
    assertNull(other.closed());
    kept.answerPings();
    assertEquals(CloseReason.DUPLICATE, other.closed());
    assertNull(kept.closed());
    assertEquals(1, node.takeEvents().size());
  }

  @Test
  void thePeerIsWaitedForFiveSecondsAtMost() {
    node.connect(VectorNode.P, KEPT, OURS);
    FakeLink other = node.connect(VectorNode.P, !KEPT, THEIRS);
    node.pass(4);
    assertNull(other.closed());
    node.pass(1);
    assertEquals(CloseReason.DUPLICATE, other.closed());
  }

  @Test
  void oneMoreIsEnough() {
    node.connect(VectorNode.P, KEPT, OURS);
    FakeLink second = node.connect(VectorNode.P, !KEPT, THEIRS);
    FakeLink third = node.connect(VectorNode.P, !KEPT, THEIRS);
    assertEquals(CloseReason.DUPLICATE, second.closed());
    assertNull(third.closed());
  }

  @Test
  void whenTheOneThatIsKeptEndsSoDoesTheOther() {
    FakeLink kept = node.connect(VectorNode.P, KEPT, OURS);
    FakeLink other = node.connect(VectorNode.P, !KEPT, THEIRS);
    kept.close(CloseReason.REMOTE_CLOSED);
    assertEquals(CloseReason.DUPLICATE, other.closed());
    assertEquals(new SporeEvent.PeerLeft(VectorNode.P, OURS), node.takeEvents().getLast());
  }

  @Test
  void aStopClosesBoth() {
    FakeLink kept = node.connect(VectorNode.P, KEPT, OURS);
    FakeLink other = node.connect(VectorNode.P, !KEPT, THEIRS);
    node.mesh().stop();
    assertEquals(
        List.of(CloseReason.STOPPING, CloseReason.DUPLICATE),
        List.of(kept.closed(), other.closed()));
  }

  /** A datagram session ends without a word, so there is nothing to wait for. */
  @Test
  void overUdpItIsClosedAtOnce() {
    node.connect(VectorNode.P, KEPT, OURS);
    FakeLink other = new FakeLink(VectorNode.P, Carrier.UDP, KEPT);
    node.mesh().established(other);
    assertEquals(CloseReason.DUPLICATE, other.closed());
  }
}
