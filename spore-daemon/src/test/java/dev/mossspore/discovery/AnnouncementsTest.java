package dev.mossspore.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Identity;
import dev.mossspore.discovery.AnnouncementOutcome.Accepted;
import dev.mossspore.discovery.AnnouncementOutcome.Dropped;
import dev.mossspore.discovery.AnnouncementOutcome.InvalidStatus;
import dev.mossspore.discovery.Screening.Judged;
import dev.mossspore.discovery.Screening.Settled;
import dev.mossspore.discovery.Screening.Unjudged;
import dev.mossspore.wire.Blob;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeType;
import java.security.SecureRandom;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class AnnouncementsTest {
  private static final String ADDR = "203.0.113.20:5001";
  private static final Capabilities RELAY = new Capabilities("public", true, true);

  private final PeerId self = Identity.generate(new SecureRandom()).peerId();
  private final Identity subject = Identity.generate(new SecureRandom());
  private final OwnAnnouncements subjects = new OwnAnnouncements(subject);
  private final Sender other =
      new Sender(Identity.generate(new SecureRandom()).peerId(), "198.51.100.1:9", false);
  private final KnownPeers peers = new KnownPeers(id -> false);
  private final Announcements announcements = new Announcements(self, peers);

  @Test
  void aRepeatedAnnouncementNeedsNoSecondCheck() {
    Envelope envelope = subjects.peerAnnounce(ADDR, Capabilities.NONE);
    Unjudged first = assertInstanceOf(Unjudged.class, announcements.screen(other, envelope));
    assertTrue(first.check().verify());
    announcements.apply(first.announcement(), true, 0);
    Judged second = assertInstanceOf(Judged.class, announcements.screen(other, envelope));
    assertTrue(second.valid());
  }

  @Test
  void aCheckThatFailedIsNotRemembered() {
    Envelope status = subjects.supernodeStatus(ADDR, RELAY);
    Unjudged first = assertInstanceOf(Unjudged.class, announcements.screen(other, status));
    assertEquals(new InvalidStatus(), announcements.apply(first.announcement(), false, 0));
    assertInstanceOf(Unjudged.class, announcements.screen(other, status));
    assertEquals(0, peers.size());
  }

  @Test
  void anIdInUpperCaseCostsNobodyAnything() {
    String upper = subject.peerId().hex().toUpperCase(Locale.ROOT);
    for (EnvelopeType type :
        new EnvelopeType[] {EnvelopeType.PEER_ANNOUNCE, EnvelopeType.SUPERNODE_ANNOUNCE}) {
      Envelope envelope = Envelope.of(type).advertisedPeerId(upper).advertisedAddr(ADDR).build();
      assertEquals(dropped(AnnouncementDrop.BAD_SUBJECT), announcements.screen(other, envelope));
    }
    assertEquals(2, announcements.drops().get(AnnouncementDrop.BAD_SUBJECT));
  }

  @Test
  void aStatusThatCannotBeSignedIsInvalidAtOnce() {
    Envelope nobody = Envelope.of(EnvelopeType.SUPERNODE_REVOKE).advertisedAddr(ADDR).build();
    assertEquals(new Settled(new InvalidStatus()), announcements.screen(other, nobody));
    Envelope unsigned =
        Envelope.of(EnvelopeType.SUPERNODE_REVOKE)
            .advertisedPeerId(subject.peerId().hex())
            .advertisedAddr(ADDR)
            .build();
    Judged judged = assertInstanceOf(Judged.class, announcements.screen(other, unsigned));
    assertEquals(
        new InvalidStatus(), announcements.apply(judged.announcement(), judged.valid(), 0));
  }

  @Test
  void textsOfAnyLengthAreNotKept() {
    Envelope envelope = subjects.peerAnnounce("a".repeat(300) + ":1", Capabilities.NONE);
    assertEquals(dropped(AnnouncementDrop.OVERSIZED), announcements.screen(other, envelope));
    Capabilities odd = new Capabilities("n".repeat(33), true, true);
    assertEquals(
        dropped(AnnouncementDrop.OVERSIZED),
        announcements.screen(other, subjects.supernodeStatus(ADDR, odd)));
  }

  @Test
  void anAnnouncementOfTheFirstVersionIsForwardedAsItCame() {
    peers.opened(
        subject.peerId(), new OpenedSession("10.0.0.1:1", true, Blob.wrap(new byte[32]), false), 0);
    Envelope unsigned =
        new SignedAnnouncement(ADDR, Blob.EMPTY, Blob.EMPTY)
            .envelope(subject.peerId(), Capabilities.NONE);
    Blob signature = Blob.wrap(subject.sign(SignatureInput.peerAnnounce(unsigned)));
    Envelope signed =
        new SignedAnnouncement(ADDR, Blob.EMPTY, signature)
            .envelope(subject.peerId(), Capabilities.NONE);
    Sender subjectItself = new Sender(subject.peerId(), "198.51.100.2:7", true);
    Unjudged screened =
        assertInstanceOf(Unjudged.class, announcements.screen(subjectItself, signed));
    Accepted accepted =
        assertInstanceOf(
            Accepted.class,
            announcements.apply(screened.announcement(), screened.check().verify(), 0));
    assertEquals(signed, accepted.forward());
    assertTrue(accepted.peer().facts().bootstrap());
    assertEquals("198.51.100.2:7", accepted.peer().sessionAddresses().addresses().getLast());
  }

  private static Screening dropped(AnnouncementDrop reason) {
    return new Settled(new Dropped(reason));
  }
}
