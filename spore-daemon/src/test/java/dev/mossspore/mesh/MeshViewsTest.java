package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Identity;
import dev.mossspore.transport.Carrier;
import dev.mossspore.transport.CloseReason;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class MeshViewsTest {
  private static final long SECOND = 1_000_000_000L;

  private final SteppedMesh stepped = new SteppedMesh();
  private final Mesh mesh = stepped.mesh;
  private final PeerId self = stepped.self;
  private final PeerId remote = newPeer();

  @Test
  void tellsOfAConnectedPeer() {
    FakeLink link = connect(remote);
    link.traffic().received().add(120);
    link.traffic().sent().add(70);
    stepped.now = 3 * SECOND;
    PeerReport report = mesh.views().peers().join().getFirst();
    assertEquals(remote, report.id());
    assertEquals(Duration.ofSeconds(3), report.age());
    assertNull(report.rtt(), "no ping was answered yet");
    assertEquals(120, report.receivedBytes());
    assertEquals(70, report.sentBytes());
    assertFalse(report.graylisted());
    assertEquals(report, mesh.views().explain(remote).join().connected());
  }

  @Test
  void tellsWhyAPeerWasNotLetIn() {
    connect(remote);
    connect(newPeer());
    PeerId third = newPeer();
    connect(third);
    stepped.now = 2 * SECOND;
    PeerStory story = mesh.views().explain(third).join();
    assertNull(story.connected());
    assertTrue(story.full());
    PeerStory.Closed closed = Objects.requireNonNull(story.closed());
    assertEquals(CloseReason.PEER_LIMIT, closed.reason());
    assertEquals(Duration.ofSeconds(2), closed.ago());
  }

  @Test
  void remembersHowASessionEndedButNotThatADuplicateWasRefused() {
    FakeLink link = connect(remote);
    connect(remote);
    assertNull(mesh.views().explain(remote).join().closed());
    link.arrive("nonsense");
    assertEquals(
        CloseReason.ENVELOPE_INVALID,
        Objects.requireNonNull(mesh.views().explain(remote).join().closed()).reason());
  }

  @Test
  void tellsWhatCameOfDialsAndWhenTheNextIsDue() {
    mesh.tick();
    FakeLink link = new FakeLink(remote, Carrier.TCP, true, SteppedMesh.STATIC);
    mesh.established(link);
    stepped.dials.remove().complete(link);
    PeerStory story = mesh.views().explain(remote).join();
    assertTrue(story.staticPeer());
    assertEquals("opened", Objects.requireNonNull(story.dialled()).result());

    stepped.now = 60 * SECOND;
    link.close(CloseReason.REMOTE_CLOSED);
    mesh.tick();
    assertTrue(mesh.views().explain(remote).join().dialling());
    // The first dial after a session that lasted counts as no failure.
    stepped.dials.remove().completeExceptionally(new IllegalStateException("no route"));
    stepped.now += 5 * SECOND;
    mesh.tick();
    stepped.dials.remove().completeExceptionally(new IllegalStateException("no route"));
    stepped.now += SECOND;
    story = mesh.views().explain(remote).join();
    assertEquals("connect", Objects.requireNonNull(story.dialled()).result());
    assertEquals(Duration.ofSeconds(1), Objects.requireNonNull(story.dialled()).ago());
    assertEquals(1, story.failures());
    assertTrue(Objects.requireNonNull(story.nextDialIn()).isPositive());
    assertEquals(List.of(SteppedMesh.STATIC.toString()), story.addresses());
  }

  @Test
  void knowsNothingOfAStranger() {
    PeerStory story = mesh.views().explain(newPeer()).join();
    assertFalse(story.known() || story.self() || story.staticPeer() || story.graylisted());
    assertNull(story.nextDialIn());
    assertTrue(mesh.views().explain(self).join().self());
  }

  @Test
  void findsPeersByTheBeginningOfTheirIds() {
    connect(remote);
    MeshViews views = mesh.views();
    assertEquals(List.of(remote), views.beginningWith(remote.hex().substring(0, 16), 2).join());
    assertEquals(List.of(self), views.beginningWith(self.hex(), 2).join());
    assertEquals(2, views.beginningWith("", 2).join().size());
  }

  private FakeLink connect(PeerId peer) {
    FakeLink link = new FakeLink(peer, Carrier.TCP, false);
    mesh.established(link);
    return link;
  }

  private static PeerId newPeer() {
    return Identity.generate(new SecureRandom()).peerId();
  }
}
