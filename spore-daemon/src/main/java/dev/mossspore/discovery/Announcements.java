package dev.mossspore.discovery;

import dev.mossspore.base.EnumCounters;
import dev.mossspore.base.PeerId;
import dev.mossspore.discovery.AnnouncementOutcome.Accepted;
import dev.mossspore.discovery.AnnouncementOutcome.Dropped;
import dev.mossspore.discovery.AnnouncementOutcome.InvalidStatus;
import dev.mossspore.discovery.Screening.Judged;
import dev.mossspore.discovery.Screening.Settled;
import dev.mossspore.discovery.Screening.Unjudged;
import dev.mossspore.wire.Blob;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What other nodes say of themselves and of each other (chapter 04 sections 11.4 and 11.5), in two
 * steps: what is cheap, and what needs the verdict on the signature, which may come from another
 * thread. The budget of the session is charged before. Confined to the mesh loop.
 */
public final class Announcements {
  /** A host name of 253 characters, brackets, and a port. */
  private static final int MAX_ADDR = 261;

  private static final int MAX_NAT_TYPE = 32;

  private final PeerId self;
  private final KnownPeers peers;
  private final VerifiedSignatures verified = new VerifiedSignatures();
  private final EnumCounters<AnnouncementDrop> drops = new EnumCounters<>(AnnouncementDrop.class);

  /**
   * @param self this node
   * @param peers takes what is believed
   */
  public Announcements(PeerId self, KnownPeers peers) {
    this.self = self;
    this.peers = peers;
  }

  /** What was ignored so far. Any thread. */
  public EnumCounters<AnnouncementDrop> drops() {
    return drops;
  }

  /** Takes a first look at a {@code peer_announce}, {@code supernode_announce} or revoke. */
  public Screening screen(Sender sender, Envelope envelope) {
    boolean status = !envelope.type().equals(EnvelopeType.PEER_ANNOUNCE.wireName());
    if (status && !SignatureCheck.isPeerId(envelope.advertisedPeerId())) {
      return new Settled(new InvalidStatus());
    }
    Optional<PeerId> subject = SignatureCheck.canonical(envelope.advertisedPeerId());
    if (subject.isEmpty()) {
      return new Settled(dropped(AnnouncementDrop.BAD_SUBJECT));
    }
    AnnouncementDrop reason = refusal(sender, subject.get(), envelope);
    if (reason != null) {
      return new Settled(dropped(reason));
    }
    Optional<SignatureCheck> check = SignatureCheck.of(envelope);
    Blob digest = check.map(SignatureCheck::digest).orElse(Blob.EMPTY);
    ReceivedAnnouncement news =
        new ReceivedAnnouncement(sender, subject.get(), status, envelope, digest);
    if (check.isEmpty() || verified.contains(digest)) {
      return new Judged(news, check.isPresent());
    }
    return new Unjudged(news, check.get());
  }

  /**
   * Takes an announcement in, or refuses it.
   *
   * @param valid whether its signature is good
   * @param now nanoseconds of the clock
   */
  public AnnouncementOutcome apply(ReceivedAnnouncement news, boolean valid, long now) {
    if (valid) {
      verified.add(news.digest());
    } else if (news.status()) {
      return new InvalidStatus();
    } else if (!news.self()) {
      return dropped(AnnouncementDrop.UNPROVEN);
    }
    if (!peers.allows(news)) {
      return dropped(AnnouncementDrop.TOLD_TOO_MANY);
    }
    return peers
        .entry(news)
        .<AnnouncementOutcome>map(peer -> accept(peer, news, valid, now))
        .orElseGet(() -> dropped(AnnouncementDrop.DIRECTORY_FULL));
  }

  private Accepted accept(KnownPeer peer, ReceivedAnnouncement news, boolean valid, long now) {
    PeerFacts before = peer.facts();
    PeerFacts after = before.after(news, valid);
    boolean changed = peers.announced(peer, news, after, now);
    // What does not verify would die at the next node.
    boolean forward = valid && after.newsworthySince(before) && peer.claimForward(now);
    return new Accepted(peer, changed, forward ? forwarded(news, after) : null);
  }

  /** What was signed, unchanged, with our view of the rest. */
  private static Envelope forwarded(ReceivedAnnouncement news, PeerFacts facts) {
    return news.status()
        ? SignedStatus.of(news.envelope()).envelope(news.subject(), facts.noiseStatic())
        : SignedAnnouncement.of(news.envelope()).envelope(news.subject(), facts.capabilities());
  }

  private @Nullable AnnouncementDrop refusal(Sender sender, PeerId subject, Envelope envelope) {
    String addr = envelope.advertisedAddr();
    if (subject.equals(self)) {
      return AnnouncementDrop.OURSELVES;
    }
    if (addr.isEmpty()) {
      return AnnouncementDrop.NO_ADDRESS;
    }
    if (addr.length() > MAX_ADDR || envelope.advertisedNatType().length() > MAX_NAT_TYPE) {
      return AnnouncementDrop.OVERSIZED;
    }
    boolean elsewhere = !AddressRules.loopback(sender.sessionAddr());
    return AddressRules.loopback(addr) && elsewhere ? AnnouncementDrop.LOOPBACK : null;
  }

  private Dropped dropped(AnnouncementDrop reason) {
    drops.increment(reason);
    return new Dropped(reason);
  }
}
