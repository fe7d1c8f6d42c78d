package dev.mossspore.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Identity;
import dev.mossspore.crypto.X25519KeyPair;
import dev.mossspore.testing.Vectors;
import dev.mossspore.wire.Blob;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ours differs from the recorded snapshots on purpose: the own supernode status comes second, where
 * no receiver's budget has run out; entries that do not verify are left out, but a relay's signed
 * status is told as what it is; and no more than 50 entries are told at once.
 */
@Tag("wire")
class SnapshotVectorTest {
  private static final String ADDR = "198.51.100.77:41030";
  private static final Capabilities RELAY = new Capabilities("public", true, true);
  private static final Sender TELLER = new Sender(peer(-1), "198.51.100.10:4001", false);

  private final KnownPeers peers = new KnownPeers(id -> false);

  static List<JsonNode> cases() {
    return Vectors.cases("discovery/snapshot");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tellsANewcomerWhatVerifies(JsonNode vector) {
    JsonNode in = vector.path("inputs");
    JsonNode out = vector.path("outputs");
    in.path("known_peers").forEach(this::learn);
    learnOthers(in.path("known_peer_count").asInt() - peers.size());
    boolean relays = in.path("relay_capable").asBoolean();
    JsonNode local = Vectors.file("discovery/snapshot").path("identities").path("local");
    PeerId newcomer = PeerId.parse(in.path("new_peer_id").asText());
    Snapshot snapshot =
        Snapshot.of(
            new OwnAnnouncements(Packets.identity(local)),
            ADDR,
            relays ? RELAY : Capabilities.UNPROBED,
            peers,
            newcomer,
            peer -> false,
            Snapshot.AT_ONCE);

    List<String> sent = new ArrayList<>(snapshot.first().stream().map(Packets::write).toList());
    assertEquals(out.path("first_message").asText(), sent.removeFirst());
    if (relays) {
      assertEquals(out.path("last_message").asText(), sent.removeFirst());
    }
    for (Envelope envelope : snapshot.first()) {
      assertTrue(SignatureCheck.of(envelope).orElseThrow().verify());
      assertTrue(!envelope.advertisedPeerId().equals(newcomer.hex()));
    }
    if (out.path("messages").isMissingNode()) {
      assertEquals(50, sent.size());
      assertEquals(50, snapshot.later().size());
      return;
    }
    assertEquals(List.of(), snapshot.later());
    List<String> expected = new ArrayList<>();
    for (JsonNode announcement : out.path("peer_announce_signatures")) {
      int index = announcement.path("index").asInt();
      if (index > 0 && announcement.path("signature_verifies").asBoolean()) {
        expected.add(out.path("messages").path(index).asText());
      }
    }
    for (JsonNode known : in.path("known_peers")) {
      if (known.path("relay_capable").asBoolean()) {
        expected.add(Packets.write(status(known)));
      }
    }
    assertEquals(expected, sent);
  }

  /** Brings an entry into the directory the way it came there, which tells its signature's kind. */
  private void learn(JsonNode known) {
    PeerId id = PeerId.parse(known.path("id").asText());
    String addr = known.path("addr").asText();
    Blob noiseStatic = Blob.wrap(Vectors.hex(known, "noise_static_hex"));
    if (known.path("signature_hex").asText().isEmpty()) {
      peers.opened(id, new OpenedSession(addr, !addr.isEmpty(), noiseStatic, false), 0);
    } else if (known.path("nat_trusted").asBoolean()) {
      hear(id, status(known));
    } else {
      Blob signature = Blob.wrap(Vectors.hex(known, "signature_hex"));
      hear(
          id, new SignedAnnouncement(addr, noiseStatic, signature).envelope(id, Capabilities.NONE));
    }
  }

  /** The vector shows two peers of a hundred; the others are made up. */
  private void learnOthers(int count) {
    for (int i = 0; i < count; i++) {
      byte[] key = peer(i).toBytes();
      Identity identity = Identity.of(key, X25519KeyPair.ofPrivate(key));
      String addr = "203.0.113." + (i + 2) + ":5001";
      hear(identity.peerId(), new OwnAnnouncements(identity).peerAnnounce(addr, Capabilities.NONE));
    }
  }

  private void hear(PeerId id, Envelope envelope) {
    boolean status = !envelope.type().equals(EnvelopeType.PEER_ANNOUNCE.wireName());
    new Announcements(peer(-2), peers)
        .apply(new ReceivedAnnouncement(TELLER, id, status, envelope, Blob.EMPTY), true, 0);
  }

  private static Envelope status(JsonNode known) {
    Capabilities capabilities =
        new Capabilities(
            known.path("nat_type").asText(),
            known.path("public_reachable").asBoolean(),
            known.path("relay_capable").asBoolean());
    Blob signature = Blob.wrap(Vectors.hex(known, "signature_hex"));
    return new SignedStatus(known.path("addr").asText(), capabilities, signature)
        .envelope(PeerId.parse(known.path("id").asText()), Blob.EMPTY);
  }

  private static PeerId peer(int number) {
    return PeerId.of(ByteBuffer.allocate(PeerId.LENGTH).putInt(number).array());
  }
}
