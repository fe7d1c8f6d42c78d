package dev.mossspore.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Identity;
import dev.mossspore.discovery.AdvertisedAddress;
import dev.mossspore.mesh.OverflowVictim.Connected;
import dev.mossspore.mesh.PeerTable.Admitted;
import dev.mossspore.mesh.PeerTable.Refused;
import dev.mossspore.testing.Vectors;
import dev.mossspore.transport.Carrier;
import dev.mossspore.transport.CloseReason;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class AdmissionVectorTest {
  private static final JsonNode FILE = Vectors.file("gossip/admission");
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final Identity self = Identity.generate(new SecureRandom());
  private final Mesh mesh =
      new Mesh(
          self,
          new MeshSettings(
              1, new AdvertisedAddress(Optional.empty(), Optional.empty(), 1), List.of()),
          new MeshEnvironment(
              Runnable::run,
              Runnable::run,
              () -> 0,
              new Random(1),
              (target, remoteStatic, streamAlone) -> new CompletableFuture<>(),
              event -> {}));

  static List<JsonNode> evictions() {
    return StreamSupport.stream(FILE.path("evict").spliterator(), false).toList();
  }

  @Test
  void theFileHoldsNoOtherGroups() {
    Set<String> groups = new HashSet<>();
    FILE.fieldNames().forEachRemaining(groups::add);
    assertEquals(Set.of("description", "evict", "full_node", "self", "stopped"), groups);
  }

  @ParameterizedTest
  @MethodSource("evictions")
  void choosesTheRecordedVictim(JsonNode vector) {
    List<Connected> peers = new ArrayList<>();
    for (JsonNode peer : vector.path("inputs").path("peers")) {
      peers.add(
          new Connected(
              named(peer.path("name").asText()),
              Duration.ofSeconds(peer.path("age_s").asLong()).toNanos(),
              Duration.ofMillis(peer.path("rtt_ms").asLong()).toNanos(),
              peer.path("score").asDouble(),
              peer.path("outbound").asBoolean()));
    }
    String victim = vector.path("outputs").path("evict").asText();
    Optional<PeerId> expected = victim.isEmpty() ? Optional.empty() : Optional.of(named(victim));
    assertEquals(expected, OverflowVictim.among(peers));
  }

  @Test
  void aFullNodeRefusesTheNewcomerAndLetsTheVictimGo() {
    JsonNode vector = FILE.path("full_node");
    PeerTable table = new PeerTable(self.peerId(), vector.path("max_peers").asInt());
    Peer existing =
        assertInstanceOf(Admitted.class, table.admit(link(named("existing")), 0)).peer();
    Refused refused = assertInstanceOf(Refused.class, table.admit(link(named("newcomer")), MINUTE));
    assertEquals(CloseReason.PEER_LIMIT, refused.reason());
    Connected connected =
        new Connected(
            existing.id(),
            MINUTE,
            existing.keepalive().roundTripNanos(),
            vector.path("existing_score").asDouble(),
            existing.link().outbound());
    Optional<PeerId> victim = OverflowVictim.among(List.of(connected));
    assertEquals(vector.path("existing_closed").asBoolean(), victim.isPresent());
    victim.ifPresent(id -> table.remove(existing));
    assertEquals(vector.path("peers_left").asInt(), table.peers().size());
  }

  @Test
  void aSessionWithItselfIsClosed() {
    FakeLink link = link(self.peerId());
    mesh.established(link);
    assertEquals(
        FILE.path("self").path("self_connection_closed").asBoolean(),
        link.closed() == CloseReason.SELF);
  }

  @Test
  void aStoppedNodeClosesWhatComes() {
    mesh.stop();
    FakeLink link = link(named("late"));
    mesh.established(link);
    assertEquals(
        FILE.path("stopped").path("closed_when_stopped").asBoolean(),
        link.closed() == CloseReason.STOPPING);
  }

  private static FakeLink link(PeerId peer) {
    return new FakeLink(peer, Carrier.TCP, false);
  }

  /** A peer whose place among others is that of its name. */
  private static PeerId named(String name) {
    return PeerId.of(Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), PeerId.LENGTH));
  }
}
