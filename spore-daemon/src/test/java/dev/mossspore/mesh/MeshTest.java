package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Identity;
import dev.mossspore.discovery.AdvertisedAddress;
import dev.mossspore.discovery.Capabilities;
import dev.mossspore.discovery.OwnAnnouncements;
import dev.mossspore.discovery.SignatureCheck;
import dev.mossspore.event.SporeEvent;
import dev.mossspore.transport.Carrier;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.Link;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeEncoder;
import dev.mossspore.wire.EnvelopeType;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class MeshTest {
  private static final long SECOND = 1_000_000_000L;

  private final Identity self = Identity.generate(new SecureRandom());
  private final PeerId remote = Identity.generate(new SecureRandom()).peerId();
  private final List<SporeEvent> events = new ArrayList<>();
  private final Queue<CompletableFuture<Link>> dials = new ArrayDeque<>();
  private long now;
  private int readingsUntilBug;
  private final Mesh mesh =
      new Mesh(
          self,
          new MeshSettings(
              2,
              new AdvertisedAddress(
                  Optional.of(new HostPort("203.0.113.9", 4001)), Optional.empty(), 1),
              List.of(new HostPort("198.51.100.1", 4001))),
          new MeshEnvironment(
              Runnable::run, Runnable::run, this::clock, new Random(1), this::dial, events::add));

  @Test
  void welcomesAPeerWithItsAnnouncementAndAPing() {
    FakeLink link = connect(remote);
    List<Envelope> sent = link.takeSent();
    assertEquals(List.of("peer_announce", "ping"), sent.stream().map(Envelope::type).toList());
    Envelope announcement = sent.getFirst();
    assertEquals(self.peerId().hex(), announcement.advertisedPeerId());
    assertEquals("203.0.113.9:4001", announcement.advertisedAddr());
    assertTrue(SignatureCheck.of(announcement).orElseThrow().verify());
    assertEquals(List.of(new SporeEvent.PeerJoined(remote, "203.0.113.7:4001")), events);
    assertEquals(1, mesh.status().peers().size());
  }

  @Test
  void answersPingsAndGrafts() {
    FakeLink link = connect(remote);
    link.takeSent();
    link.arrive("{\"type\":\"ping\",\"request_id\":\"abc\"}");
    link.arrive("{\"type\":\"ping\"}");
    link.arrive("{\"type\":\"graft\",\"channel\":\"topic\"}");
    link.arrive("{\"type\":\"frobnicate\"}");
    List<Envelope> sent = link.takeSent();
    assertEquals(List.of("pong", "pong", "prune"), sent.stream().map(Envelope::type).toList());
    assertEquals("abc", sent.getFirst().requestId());
    assertEquals("topic", sent.getLast().channel());
    assertEquals(1, mesh.counters().unknown().sum());
  }

  @Test
  void endsTheSessionOfAPeerThatTalksNonsense() {
    FakeLink link = connect(remote);
    link.arrive("nonsense");
    assertEquals(CloseReason.ENVELOPE_INVALID, link.closed());
    assertEquals(new SporeEvent.PeerLeft(remote, "203.0.113.7:4001"), events.getLast());
    assertEquals(0, mesh.status().peers().size());
  }

  @Test
  void dropsAPeerThatStopsAnswering() {
    FakeLink link = connect(remote);
    for (int second = 1; second <= 41; second++) {
      now = second * SECOND;
      mesh.tick();
    }
    assertEquals(CloseReason.PING_TIMEOUT, link.closed());
  }

  @Test
  void refusesItself() {
    FakeLink link = connect(self.peerId());
    assertEquals(CloseReason.SELF, link.closed());
    assertFalse(link.opened());
    assertEquals(List.of(), events);
  }

  @Test
  void refusesMoreThanTheLimit() {
    connect(remote);
    connect(Identity.generate(new SecureRandom()).peerId());
    FakeLink third = connect(Identity.generate(new SecureRandom()).peerId());
    assertEquals(CloseReason.PEER_LIMIT, third.closed());
    assertEquals(2, mesh.status().peers().size());
  }

  @Test
  void replacesADatagramSessionByAStreamSilently() {
    FakeLink datagram = connect(new FakeLink(remote, Carrier.UDP, false));
    FakeLink stream = connect(new FakeLink(remote, Carrier.TCP, false));
    assertEquals(CloseReason.DUPLICATE, datagram.closed());
    assertEquals(null, stream.closed());
    assertEquals(1, events.size());
    assertEquals(1, mesh.status().peers().size());
  }

  @Test
  void tellsServicesOfPeersAndHandsThemTheirEnvelopes() {
    List<String> told = new ArrayList<>();
    mesh.add(
        new PeerService() {
          @Override
          public Set<EnvelopeType> types() {
            return Set.of(EnvelopeType.RELAY_CLOSE);
          }

          @Override
          public void joined(PeerSlot peer) {
            told.add("joined");
          }

          @Override
          public void replaced(PeerSlot peer) {
            told.add("replaced");
          }

          @Override
          public void left(PeerSlot peer) {
            told.add("left " + peer.link());
          }

          @Override
          public void received(PeerSlot from, Envelope envelope) {
            told.add(envelope.relaySession());
          }
        });
    connect(new FakeLink(remote, Carrier.UDP, false));
    FakeLink stream = connect(new FakeLink(remote, Carrier.TCP, false));
    stream.arrive("{\"type\":\"relay_close\",\"relay_session\":\"s\"}");
    stream.close(CloseReason.REMOTE_CLOSED);
    assertEquals(List.of("joined", "replaced", "s", "left null"), told);
  }

  @Test
  void stopsWithoutEvents() {
    FakeLink link = connect(remote);
    mesh.stop();
    assertEquals(CloseReason.STOPPING, link.closed());
    assertEquals(1, events.size());
    FakeLink late = connect(Identity.generate(new SecureRandom()).peerId());
    assertEquals(CloseReason.STOPPING, late.closed());
  }

  @Test
  void passesAnAnnouncementOnOnceAndTellsNewcomersOfIt() {
    FakeLink teller = connect(remote);
    FakeLink listener = connectFrom("203.0.113.8");
    teller.takeSent();
    listener.takeSent();
    Identity other = Identity.generate(new SecureRandom());
    String announcement = text(new OwnAnnouncements(other), "198.51.100.9:4001");
    teller.arrive(announcement);
    teller.arrive(announcement);
    mesh.tick();
    assertEquals(1, toldOf(listener, other));
    assertEquals(0, toldOf(teller, other));
    mesh.tick();
    assertEquals(0, toldOf(listener, other));
    listener.close(CloseReason.REMOTE_CLOSED);
    FakeLink newcomer = connectFrom("203.0.113.8");
    List<String> told = newcomer.takeSent().stream().map(Envelope::advertisedPeerId).toList();
    assertTrue(told.contains(other.peerId().hex()), told::toString);
  }

  @Test
  void tellsNobodyWhatItHasSaidItself() {
    FakeLink teller = connect(remote);
    FakeLink another = connectFrom("203.0.113.8");
    Identity other = Identity.generate(new SecureRandom());
    String announcement = text(new OwnAnnouncements(other), "198.51.100.9:4001");
    teller.arrive(announcement);
    another.arrive(announcement);
    mesh.tick();
    assertEquals(0, toldOf(another, other));
  }

  @Test
  void tellsAPeerThatComesBackAgainAndAgainOnlyOfItselfAtOnce() {
    Identity other = Identity.generate(new SecureRandom());
    connect(remote).arrive(text(new OwnAnnouncements(other), "198.51.100.9:4001"));
    FakeLink listener = connectFrom("203.0.113.8");
    assertEquals(3, listener.takeSent().size());
    listener.close(CloseReason.REMOTE_CLOSED);
    FakeLink again =
        connect(new FakeLink(listener.remoteId(), Carrier.TCP, false, listener.remoteAddress()));
    assertEquals(
        List.of("peer_announce", "ping"), again.takeSent().stream().map(Envelope::type).toList());
    mesh.tick();
    assertEquals(1, toldOf(again, other));
  }

  @Test
  void believesNoForgedAnnouncement() {
    FakeLink teller = connect(remote);
    FakeLink listener = connectFrom("203.0.113.8");
    listener.takeSent();
    Identity other = Identity.generate(new SecureRandom());
    String announcement = text(new OwnAnnouncements(other), "198.51.100.9:4001");
    teller.arrive(announcement.replace("198.51.100.9", "198.51.100.8"));
    mesh.tick();
    assertEquals(0, toldOf(listener, other));
    assertEquals(null, teller.closed());
  }

  @Test
  void goesOnListeningAfterABug() {
    FakeLink teller = connect(remote);
    FakeLink listener = connectFrom("203.0.113.8");
    String first =
        text(new OwnAnnouncements(Identity.generate(new SecureRandom())), "198.51.100.9:1");
    listener.takeSent();
    // The first reading is for the budget, the second for what was announced.
    readingsUntilBug = 2;
    assertThrows(IllegalStateException.class, () -> teller.arrive(first));
    teller.arrive(
        text(new OwnAnnouncements(Identity.generate(new SecureRandom())), "198.51.100.8:1"));
    mesh.tick();
    assertEquals(
        1,
        listener.takeSent().stream()
            .filter(sent -> sent.advertisedAddr().startsWith("198.51.100."))
            .count());
  }

  @Test
  void takesSixtyAnnouncementsAtOnceAndNoMore() {
    FakeLink teller = connect(remote);
    String announcement =
        text(new OwnAnnouncements(Identity.generate(new SecureRandom())), "198.51.100.9:4001");
    for (int i = 0; i < 70; i++) {
      teller.arrive(announcement);
    }
    assertEquals(10, mesh.counters().throttled().sum());
    teller.takeSent();
    teller.arrive("{\"type\":\"ping\"}");
    assertEquals(1, teller.takeSent().size());
  }

  @Test
  void dialsAPeerItHasHeardOf() {
    FakeLink teller = connect(remote);
    Identity other = Identity.generate(new SecureRandom());
    teller.arrive(text(new OwnAnnouncements(other), "198.51.100.1:4001"));
    mesh.tick();
    // The static peer of the same address, and the peer that was announced there.
    assertEquals(2, dials.size());
  }

  @Test
  void goesBackToSeedsUntilOneAnswers() {
    mesh.tick();
    dials.clear();
    mesh.offerSeeds(List.of(new HostPort("198.51.100.1", 4001)));
    mesh.tick();
    assertEquals(1, dials.size());
  }

  /** Peers that share a public address are fined for it, so each gets its own. */
  private FakeLink connectFrom(String host) {
    PeerId id = Identity.generate(new SecureRandom()).peerId();
    return connect(new FakeLink(id, Carrier.TCP, false, new HostPort(host, 4001)));
  }

  /** How many messages about the peer the link was sent since the last look. */
  private static long toldOf(FakeLink link, Identity about) {
    return link.takeSent().stream()
        .filter(sent -> sent.advertisedPeerId().equals(about.peerId().hex()))
        .count();
  }

  private static String text(OwnAnnouncements of, String address) {
    Envelope envelope = of.peerAnnounce(address, Capabilities.UNPROBED);
    return new String(EnvelopeEncoder.encode(envelope), StandardCharsets.UTF_8);
  }

  private long clock() {
    if (readingsUntilBug > 0 && --readingsUntilBug == 0) {
      throw new IllegalStateException("a bug");
    }
    return now;
  }

  private CompletableFuture<Link> dial(
      HostPort target, byte @Nullable [] remoteStatic, Duration streamAlone) {
    assertEquals("198.51.100.1:4001", target.toString());
    CompletableFuture<Link> dial = new CompletableFuture<>();
    dials.add(dial);
    return dial;
  }

  private FakeLink connect(PeerId id) {
    return connect(new FakeLink(id, Carrier.TCP, false));
  }

  private FakeLink connect(FakeLink link) {
    mesh.established(link);
    return link;
  }
}
