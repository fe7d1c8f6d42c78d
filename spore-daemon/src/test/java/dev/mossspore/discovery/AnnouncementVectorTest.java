package dev.mossspore.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.PeerId;
import dev.mossspore.discovery.AnnouncementOutcome.Accepted;
import dev.mossspore.discovery.AnnouncementOutcome.InvalidStatus;
import dev.mossspore.testing.Vectors;
import dev.mossspore.wire.Blob;
import dev.mossspore.wire.Envelope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class AnnouncementVectorTest {
  private static final long OVER_TEN_SECONDS = 10_000_000_001L;
  private static final Pattern SPACED =
      Pattern.compile("after the .*cooldown|capabilities survive a later plain announcement");

  /** Ours forwards nothing that cannot be verified: it would die at the next node anyway. */
  private static final String NOT_FORWARDED_BY_US = "UNSIGNED self announcement";

  static List<JsonNode> cases() {
    return Vectors.cases("discovery/announce_handling");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void handlesAnnouncementsAsRecorded(JsonNode vector) {
    String name = vector.path("name").asText();
    JsonNode in = vector.path("inputs");
    KnownPeers peers = new KnownPeers(id -> false);
    for (Map.Entry<String, JsonNode> known : in.path("known_peers_before").properties()) {
      peers.opened(PeerId.parse(known.getKey()), session(known.getValue()), 0);
    }
    Announcements announcements =
        new Announcements(PeerId.parse(in.path("local_peer_id").asText()), peers);
    Sender sender =
        new Sender(
            PeerId.parse(in.path("sender_peer_id").asText()),
            in.path("sender_session_addr").asText(),
            false);
    long now = 0;
    List<String> envelopes = Packets.texts(in.path("envelopes_in_order"));
    for (int i = 0; i < envelopes.size(); i++) {
      JsonNode out = vector.path("outputs").path("after_each").path(i);
      Envelope envelope = Packets.read(envelopes.get(i));
      AnnouncementOutcome outcome = receive(announcements, sender, envelope, now);
      assertEquals(
          out.path("sender_score_change").asInt(),
          outcome instanceof InvalidStatus ? -InvalidStatus.PENALTY : 0);
      assertTrue(out.path("sent_back_to_sender").isEmpty());
      assertEquals(
          name.startsWith(NOT_FORWARDED_BY_US)
              ? List.of()
              : Packets.texts(out.path("forwarded_to_other_peers")),
          outcome instanceof Accepted(KnownPeer peer, boolean changed, Envelope forward)
                  && forward != null
              ? List.of(Packets.write(forward))
              : List.of());
      PeerId subject = PeerId.parse(envelope.advertisedPeerId());
      JsonNode before = in.path("known_peers_before").path(subject.hex());
      compare(out.path("known_peer_after"), before, peers.find(subject), sender, envelope);
      now += SPACED.matcher(name).find() ? OVER_TEN_SECONDS : 0;
    }
  }

  private static AnnouncementOutcome receive(
      Announcements announcements, Sender sender, Envelope envelope, long now) {
    return switch (announcements.screen(sender, envelope)) {
      case Screening.Settled(AnnouncementOutcome outcome) -> outcome;
      case Screening.Judged(ReceivedAnnouncement news, boolean valid) ->
          announcements.apply(news, valid, now);
      case Screening.Unjudged(ReceivedAnnouncement news, SignatureCheck check) ->
          announcements.apply(news, check.verify(), now);
    };
  }

  private static void compare(
      JsonNode expected,
      JsonNode before,
      Optional<KnownPeer> entry,
      Sender sender,
      Envelope latest) {
    assertEquals(expected.isNull(), entry.isEmpty());
    if (entry.isEmpty()) {
      return;
    }
    KnownPeer peer = entry.get();
    PeerFacts facts = peer.facts();
    assertEquals(expected.path("addr").asText(), facts.addr());
    assertEquals(expected.path("direct").asBoolean(), peer.direct());
    assertEquals(expected.path("verified").asBoolean(), facts.verified());
    assertEquals(expected.path("bootstrap").asBoolean(), facts.bootstrap());
    assertEquals(expected.path("third_party_dialable").asBoolean(), facts.thirdPartyDialable());
    assertEquals(expected.path("nat_type").asText(), facts.capabilities().natType());
    assertEquals(expected.path("nat_trusted").asBoolean(), facts.trusted());
    assertEquals(expected.path("public_reachable").asBoolean(), facts.capabilities().reachable());
    assertEquals(expected.path("relay_capable").asBoolean(), facts.capabilities().relayCapable());
    assertEquals(blob(expected, "noise_static_hex"), facts.noiseStatic());
    boolean ownStatus = peer.id().equals(sender.id()) && !latest.type().equals("peer_announce");
    assertEquals(blob(expected, "signature_hex"), oneSignature(facts, ownStatus));
    // The vectors' entries begin without observations; ours come from sessions, which are observed.
    AddressHistory observations = AddressHistory.EMPTY;
    if (!before.isMissingNode()) {
      observations = observations.with(before.path("addr").asText());
    }
    for (String address : Packets.texts(expected.path("observations"))) {
      observations = observations.with(address);
    }
    assertEquals(observations, peer.observations());
  }

  /**
   * The reference has one place for both signatures, which a peer's own supernode status takes from
   * its announcement. Ours keeps them apart, so that both can still be told to a newcomer.
   */
  private static Blob oneSignature(PeerFacts facts, boolean ownStatus) {
    if (ownStatus) {
      SignedStatus status = facts.status();
      assertNotNull(status);
      return status.signature();
    }
    SignedAnnouncement announcement = facts.announcement();
    return announcement == null ? Blob.EMPTY : announcement.signature();
  }

  private static OpenedSession session(JsonNode entry) {
    assertTrue(entry.path("direct").asBoolean() && entry.path("verified").asBoolean());
    return new OpenedSession(
        entry.path("addr").asText(), true, blob(entry, "noise_static_hex"), false);
  }

  private static Blob blob(JsonNode node, String member) {
    return Blob.wrap(Vectors.hex(node, member));
  }
}
