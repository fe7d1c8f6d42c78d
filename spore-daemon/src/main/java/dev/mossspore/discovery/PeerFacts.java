package dev.mossspore.discovery;

import dev.mossspore.wire.Blob;
import dev.mossspore.wire.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * What is believed of a peer (chapter 04 section 9.1). What the peer signed is kept only while it
 * speaks of the address that is believed.
 *
 * @param addr best address to dial; may be empty
 * @param verified there was a session with the peer, or it announced itself over its own
 * @param bootstrap it came from a seed
 * @param lan its address was told by a beacon on a network of ours
 * @param thirdPartyDialable it may be dialled although nobody verified it
 * @param capabilities what it can do
 * @param trusted whether the capabilities are its own, signed word
 * @param noiseStatic its Noise key of 32 bytes, or empty
 * @param announcement its latest announcement
 * @param status its latest supernode status
 */
public record PeerFacts(
    String addr,
    boolean verified,
    boolean bootstrap,
    boolean lan,
    boolean thirdPartyDialable,
    Capabilities capabilities,
    boolean trusted,
    Blob noiseStatic,
    @Nullable SignedAnnouncement announcement,
    @Nullable SignedStatus status) {
  /** Of a peer never heard of. */
  static final PeerFacts NONE =
      new PeerFacts(
          "", false, false, false, false, Capabilities.NONE, false, Blob.EMPTY, null, null);

  public PeerFacts {
    announcement = announcement != null && announcement.addr().equals(addr) ? announcement : null;
    status = status != null && status.addr().equals(addr) ? status : null;
  }

  /** After a session was registered: what was signed has to be said again (section 9.2). */
  PeerFacts after(OpenedSession session) {
    return new PeerFacts(
        session.dialable() ? session.addr() : addr,
        true,
        bootstrap || session.seed(),
        lan,
        false,
        capabilities,
        trusted,
        session.noiseStatic(),
        null,
        null);
  }

  /**
   * After an announcement that is believed (section 11.4, step 7).
   *
   * @param valid whether it is signed; if not, the peer itself announces its address
   */
  PeerFacts after(ReceivedAnnouncement news, boolean valid) {
    Envelope told = news.envelope();
    String session = news.sender().sessionAddr();
    boolean self = news.self();
    boolean frozen =
        AddressRules.frozen(verified, addr, told.advertisedAddr(), self ? session : "");
    String chosen = frozen ? addr : AddressRules.preferred(addr, told.advertisedAddr());
    boolean taken = chosen.equals(told.advertisedAddr());
    boolean keptDialable = thirdPartyDialable && chosen.equals(addr);
    boolean dialable =
        (!news.status() && taken) ? AddressRules.thirdPartyDialable(chosen, session) : keptDialable;
    SignedStatus newStatus = news.status() ? SignedStatus.of(told) : null;
    boolean credibleKey =
        (news.status() ? self : valid)
            && told.advertisedNoiseStatic().length() == SignatureInput.NOISE_STATIC_LENGTH;
    return new PeerFacts(
        chosen,
        verified || self,
        bootstrap || (self && news.sender().outboundBootstrap()),
        lan && AddressRank.of(chosen).compareTo(AddressRank.PRIVATE) <= 0,
        verified || self || dialable,
        newStatus != null ? newStatus.capabilities() : capabilities,
        trusted || news.status(),
        credibleKey ? told.advertisedNoiseStatic() : noiseStatic,
        (!news.status() && valid && taken) ? SignedAnnouncement.of(told) : announcement,
        newStatus != null ? newStatus : status);
  }

  /**
   * After a beacon on a network of ours (chapter 04 section 5, step 7). Anybody there can send one,
   * so of a peer that was verified or has signed what it can do ours takes nothing but the address.
   */
  PeerFacts afterBeacon(String candidate, Capabilities told) {
    String chosen = AddressRules.preferred(addr, candidate);
    boolean onLan = chosen.equals(candidate);
    return verified || trusted
        ? new PeerFacts(
            chosen,
            verified,
            bootstrap,
            onLan,
            thirdPartyDialable,
            capabilities,
            trusted,
            noiseStatic,
            announcement,
            status)
        : new PeerFacts(chosen, false, false, onLan, false, told, false, noiseStatic, null, null);
  }

  /** Whether it is known from beacons alone, which anybody may invent. */
  boolean onlyFromBeacons() {
    return lan && !verified && !bootstrap;
  }

  /** Whether others should hear of the difference; a new port alone they should not (11.5). */
  boolean newsworthySince(PeerFacts before) {
    return !capabilities.equals(before.capabilities)
        || trusted != before.trusted
        || !noiseStatic.equals(before.noiseStatic)
        || !AddressRules.sameHost(addr, before.addr);
  }
}
