package dev.mossspore.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.PeerId;
import dev.mossspore.discovery.AnnouncementOutcome.Accepted;
import dev.mossspore.discovery.AnnouncementOutcome.Dropped;
import dev.mossspore.testing.Vectors;
import dev.mossspore.wire.Blob;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeType;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class KnownPeersTest {
  private static final OpenedSession SESSION =
      new OpenedSession("203.0.113.1:1", true, Blob.wrap(new byte[32]), true);
  private static final int PINNED = 1_000_000;

  private final KnownPeers peers = new KnownPeers(peer(PINNED)::equals);
  private final Announcements announcements = new Announcements(peer(-1), peers);

  @Test
  void aSessionVerifiesItsPeer() {
    KnownPeer opened = peers.opened(peer(1), SESSION, 5);
    assertTrue(opened.direct() && opened.facts().verified() && opened.facts().bootstrap());
    assertEquals("203.0.113.1:1", opened.facts().addr());
    peers.closed(peer(1), 9);
    assertFalse(opened.direct());
    assertEquals(9, opened.lastSeen());
  }

  @Test
  void theFarEndOfAnInboundStreamIsNoAddress() {
    peers.opened(peer(1), SESSION, 0);
    tell(2, 1, 0);
    OpenedSession inbound = new OpenedSession("198.51.100.1:50000", false, Blob.EMPTY, false);
    KnownPeer known = peers.opened(peer(1), inbound, 0);
    assertEquals("203.0.113.1:1", known.facts().addr());
    assertEquals("", peers.opened(peer(3), inbound, 0).facts().addr());
  }

  @Test
  void neighboursOfWhomOnlyBeaconsTellAreFewAndForgottenAfterTenMinutes() {
    assertTrue(hear(1, 0).isPresent());
    assertTrue(hear(2, 0).isPresent());
    assertTrue(hear(3, 0).isEmpty());
    assertEquals(1, peers.neighboursRefused());
    peers.opened(peer(2), SESSION, 0);
    assertTrue(hear(3, 0).isPresent(), "one with a session counts no more");
    long later = Duration.ofMinutes(11).toNanos();
    assertTrue(hear(4, later).isPresent());
    assertTrue(peers.find(peer(1)).isEmpty());
    assertTrue(peers.find(peer(2)).isPresent());
  }

  @Test
  void aBeaconMovesNobodyWhoIsConnectedAndChangesNothingElseOfAnyoneVerified() {
    KnownPeer known = peers.opened(peer(1), SESSION, 0);
    hear(1, 0);
    assertEquals("203.0.113.1:1", known.facts().addr());
    peers.closed(peer(1), 0);
    PeerFacts before = known.facts();
    peers.heardOnLan(peer(1), "198.51.100.9:9", new Capabilities("public", true, true), 2, 0);
    PeerFacts after = known.facts();
    assertEquals("198.51.100.9:9", after.addr());
    assertTrue(after.verified() && after.bootstrap() && after.lan());
    assertEquals(before.capabilities(), after.capabilities());
    assertEquals(before.noiseStatic(), after.noiseStatic());
  }

  @Test
  @Tag("wire")
  void isToldOfAsOftenAsRecorded() {
    JsonNode steps = Vectors.file("gossip/budgets").path("announce_forward_cooldown");
    assertEquals(7, steps.size());
    KnownPeer peer = new KnownPeer(peer(1), null);
    for (JsonNode step : steps) {
      long now = Math.round(step.path("at_s").asDouble() * 1e9);
      assertEquals(step.path("forward").asBoolean(), peer.claimForward(now), step.toString());
    }
  }

  private Optional<KnownPeer> hear(int which, long now) {
    return peers.heardOnLan(peer(which), "192.168.1.9:9", Capabilities.UNPROBED, 2, now);
  }

  @Test
  void theLongestUnseenUnverifiedPeerMakesRoom() {
    fill();
    tell(1, 2, 1);
    assertAccepted(tell(PINNED + 1, PINNED + 2, 2));
    assertEquals(KnownPeers.CAPACITY, peers.size());
    assertEquals(1, peers.evicted());
    assertTrue(peers.find(peer(1)).isPresent(), "it was heard of again");
    assertTrue(peers.find(peer(2)).isEmpty());
    assertTrue(peers.find(peer(PINNED)).isPresent());
  }

  @Test
  void aVerifiedPeerGoesOnlyWhenNoOtherCan() {
    peers.opened(peer(-2), SESSION, 0);
    peers.closed(peer(-2), 0);
    peers.opened(peer(-3), SESSION, 0);
    fill();
    for (int i = 0; i < KnownPeers.CAPACITY; i++) {
      peers.opened(peer(-10 - i), SESSION, 3);
    }
    assertEquals(KnownPeers.CAPACITY + 2, peers.size(), "connected and pinned ones stay");
    assertTrue(peers.find(peer(-2)).isEmpty());
    assertTrue(peers.find(peer(-3)).isPresent());
    assertEquals(new Dropped(AnnouncementDrop.DIRECTORY_FULL), tell(8, 9, 4));
  }

  @Test
  void onePeerMakesOnlySoManyOthersKnown() {
    for (int i = 0; i < KnownPeers.TOLD_BY_ONE; i++) {
      assertAccepted(tell(i, -5, 0));
    }
    assertEquals(new Dropped(AnnouncementDrop.TOLD_TOO_MANY), tell(-6, -5, 0));
    assertAccepted(tell(0, -5, 0));
    assertAccepted(tell(-5, -5, 0));
    peers.opened(peer(0), SESSION, 0);
    assertAccepted(tell(-6, -5, 0));
    assertEquals(new Dropped(AnnouncementDrop.TOLD_TOO_MANY), tell(-7, -5, 0));
  }

  /** One pinned peer, and unverified ones numbered from 1 on. */
  private void fill() {
    tell(PINNED, PINNED + 2, 0);
    for (int i = 1; peers.size() < KnownPeers.CAPACITY; i++) {
      tell(i, 100_000 + i / KnownPeers.TOLD_BY_ONE, 0);
    }
  }

  private AnnouncementOutcome tell(int subject, int sender, long now) {
    Envelope envelope =
        Envelope.of(EnvelopeType.PEER_ANNOUNCE)
            .advertisedPeerId(peer(subject).hex())
            .advertisedAddr("203.0.113.1:1")
            .build();
    Sender from = new Sender(peer(sender), "198.51.100.1:1", false);
    return announcements.apply(
        new ReceivedAnnouncement(from, peer(subject), false, envelope, Blob.EMPTY), true, now);
  }

  private static void assertAccepted(AnnouncementOutcome outcome) {
    assertInstanceOf(Accepted.class, outcome);
  }

  private static PeerId peer(int number) {
    return PeerId.of(ByteBuffer.allocate(PeerId.LENGTH).putInt(number).array());
  }
}
