package dev.mossspore.discovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Identity;
import dev.mossspore.crypto.X25519KeyPair;
import dev.mossspore.testing.Vectors;
import dev.mossspore.wire.Envelope;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class SupernodeStatusVectorTest {
  private static final JsonNode FILE = Vectors.file("relay/supernode_status");

  static List<JsonNode> signing() {
    return StreamSupport.stream(FILE.path("signing").spliterator(), false).toList();
  }

  static List<JsonNode> receiving() {
    return StreamSupport.stream(FILE.path("receiving").spliterator(), false).toList();
  }

  @ParameterizedTest
  @MethodSource("signing")
  void writesItsOwnAsRecorded(JsonNode vector) {
    String text = vector.path("envelope_json").asText();
    Envelope envelope = Packets.read(text);
    assertArrayEquals(
        Vectors.hex(vector, "signed_bytes_hex"), SignatureInput.supernodeStatus(envelope));
    OwnAnnouncements own = new OwnAnnouncements(party(vector.path("signer").asText()));
    Capabilities capabilities = SignedStatus.of(envelope).capabilities();
    assertEquals(text, Packets.write(own.supernodeStatus(envelope.advertisedAddr(), capabilities)));
  }

  @ParameterizedTest
  @MethodSource("receiving")
  void takesOthersAsRecorded(JsonNode vector) {
    KnownPeers peers = new KnownPeers(id -> false);
    Announcements announcements = new Announcements(party("A").peerId(), peers);
    Sender sender =
        new Sender(party(vector.path("sender").asText()).peerId(), "203.0.113.10:41030", false);
    Envelope envelope = Packets.read(vector.path("envelope_json").asText());
    AnnouncementOutcome outcome =
        switch (announcements.screen(sender, envelope)) {
          case Screening.Settled(AnnouncementOutcome settled) -> settled;
          case Screening.Judged(ReceivedAnnouncement news, boolean valid) ->
              announcements.apply(news, valid, 0);
          case Screening.Unjudged(ReceivedAnnouncement news, SignatureCheck check) ->
              announcements.apply(news, check.verify(), 0);
        };
    assertEquals(
        vector.path("score_delta").asInt(),
        outcome instanceof AnnouncementOutcome.InvalidStatus
            ? -AnnouncementOutcome.InvalidStatus.PENALTY
            : 0);
    assertEquals(vector.path("stored").asBoolean(), peers.size() == 1);
    if (vector.path("stored").asBoolean()) {
      compare(vector.path("state"), subject(peers, envelope));
    }
  }

  private static void compare(JsonNode expected, PeerFacts facts) {
    assertEquals(expected.path("addr").asText(), facts.addr());
    assertEquals(expected.path("nat_trusted").asBoolean(), facts.trusted());
    assertEquals(expected.path("verified").asBoolean(), facts.verified());
    Capabilities capabilities = facts.capabilities();
    assertEquals(expected.path("nat_type").asText(), capabilities.natType());
    assertEquals(expected.path("public_reachable").asBoolean(), capabilities.reachable());
    assertEquals(expected.path("relay_capable").asBoolean(), capabilities.relayCapable());
  }

  private static PeerFacts subject(KnownPeers peers, Envelope envelope) {
    return peers.find(PeerId.parse(envelope.advertisedPeerId())).orElseThrow().facts();
  }

  private static Identity party(String name) {
    for (JsonNode party : FILE.path("identities")) {
      if (party.path("name").asText().equals(name)) {
        return Identity.of(
            Vectors.hex(party, "ed25519_seed"),
            X25519KeyPair.ofPrivate(Vectors.hex(party, "noise_static_private")));
      }
    }
    throw new NoSuchElementException(name);
  }
}
