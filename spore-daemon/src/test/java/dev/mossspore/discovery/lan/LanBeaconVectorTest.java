package dev.mossspore.discovery.lan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.EnumCounters;
import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.discovery.Capabilities;
import dev.mossspore.discovery.KnownPeer;
import dev.mossspore.discovery.KnownPeers;
import dev.mossspore.discovery.OpenedSession;
import dev.mossspore.discovery.PeerFacts;
import dev.mossspore.testing.Vectors;
import dev.mossspore.wire.Blob;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class LanBeaconVectorTest {
  private static final int MAX_PEERS = 200;
  private static final PeerId SELF = PeerId.parse("00".repeat(PeerId.LENGTH));

  /** No port can be so high. */
  private static final String HIGH_PORT =
      "beacon received: port above 65535 is accepted as it is (reject in a new implementation)";

  /** To ours the same peer in lower case. */
  private static final String UPPER_CASE =
      "beacon received: upper-case peer id is accepted as a different key";

  private static final String KNOWN_BEFORE = "beacon received: entry with a public address known:";

  private final EnumCounters<LanDrop> drops = new EnumCounters<>(LanDrop.class);
  private final KnownPeers known = new KnownPeers(id -> false);

  static List<JsonNode> sent() {
    return cases("beacon sent:");
  }

  static List<JsonNode> received() {
    return cases("beacon received:");
  }

  static List<JsonNode> limits() {
    return cases("rate limit:");
  }

  @ParameterizedTest
  @MethodSource("sent")
  void writesTheBeaconRecorded(JsonNode vector) {
    JsonNode in = vector.path("inputs");
    LanBeacon beacon =
        new LanBeacon(
            in.path("network_id").asText(),
            PeerId.parse(in.path("peer_id").asText()),
            in.path("listen_port").asInt(),
            in.path("advertised_addr").asText(),
            new Capabilities(
                in.path("nat_type").asText(),
                in.path("public_reachable").asBoolean(),
                in.path("relay_capable").asBoolean()));
    byte[] datagram = LanBeaconCodec.encode(beacon);
    assertEquals(vector.path("outputs").path("beacon_json").asText(), new String(datagram, UTF_8));
    assertEquals(Optional.of(beacon), LanBeaconCodec.decode(datagram, datagram.length));
  }

  @ParameterizedTest
  @MethodSource("received")
  void believesWhatWasRecorded(JsonNode vector) {
    JsonNode in = vector.path("inputs");
    JsonNode out = vector.path("outputs");
    String name = vector.path("name").asText();
    InetAddress source = InetAddress.ofLiteral(in.path("source_ip").asText());
    byte[] datagram = in.path("datagram_text").asText().getBytes(UTF_8);
    LanGate gate =
        new LanGate(
            in.path("local_network_id").asText(),
            PeerId.parse(in.path("local_peer_id").asText()),
            drops,
            0);
    Optional<LanBeacon> beacon =
        gate.admit(datagram, Math.min(datagram.length, LanBeaconCodec.MAX_DATAGRAM), source, 0);
    boolean accepted = out.path("accepted").asBoolean() && !name.equals(HIGH_PORT);
    assertEquals(accepted, beacon.isPresent());
    if (!accepted) {
      return;
    }
    JsonNode before = in.path("known_peer_before");
    PeerId id = beacon.get().peerId();
    if (name.startsWith(KNOWN_BEFORE)) {
      meet(id, before);
    }
    HostPort address = new HostPort(in.path("source_ip").asText(), beacon.get().listenPort());
    KnownPeer peer =
        known
            .heardOnLan(id, address.toString(), beacon.get().capabilities(), MAX_PEERS, 0)
            .orElseThrow();
    String key = out.path("known_peer_key").asText();
    assertEquals(name.equals(UPPER_CASE) ? key.toLowerCase(Locale.ROOT) : key, id.hex());
    assertEquals(out.path("reply_beacon_sent_to").asText(), address.host() + ":" + LanSockets.PORT);
    JsonNode after = out.path("known_peer_after");
    PeerFacts facts = peer.facts();
    assertEquals(after.path("addr").asText(), facts.addr());
    assertEquals(after.path("lan").asBoolean(), facts.lan());
    assertEquals(after.path("direct").asBoolean(), peer.direct());
    assertEquals(after.path("verified").asBoolean(), facts.verified());
    assertEquals(after.path("noise_static_hex").asText(), hex(facts.noiseStatic()));
    if (name.startsWith(KNOWN_BEFORE)) {
      // Ours keeps what it knows of a verified peer; the reference lets anybody wipe it.
      assertTrue(facts.bootstrap());
      assertEquals(Capabilities.NONE, facts.capabilities());
      return;
    }
    List<String> observations = new ArrayList<>();
    after.path("observations").forEach(address1 -> observations.add(address1.asText()));
    assertEquals(observations, peer.observations().addresses());
    assertEquals(after.path("bootstrap").asBoolean(), facts.bootstrap());
    assertEquals(after.path("nat_trusted").asBoolean(), facts.trusted());
    assertEquals(after.path("third_party_dialable").asBoolean(), facts.thirdPartyDialable());
    assertEquals(after.path("signature_hex").asText().isEmpty(), facts.announcement() == null);
    assertEquals(
        new Capabilities(
            after.path("nat_type").asText(),
            after.path("public_reachable").asBoolean(),
            after.path("relay_capable").asBoolean()),
        facts.capabilities());
  }

  @ParameterizedTest
  @MethodSource("limits")
  void takesSoManyInAnInstant(JsonNode vector) {
    JsonNode in = vector.path("inputs");
    JsonNode out = vector.path("outputs");
    boolean oneSource = vector.path("name").asText().contains("one source");
    int limit = Math.max(2 * in.path("max_peers").asInt(), 16);
    LanGate gate = new LanGate("moss/1", SELF, drops, 0);
    int accepted = 0;
    for (int i = 1; i <= in.path("beacons").asInt(); i++) {
      int which = oneSource ? 1 : i;
      PeerId id = PeerId.parse("%064x".formatted(which));
      String host = "10.1.%d.%d".formatted(which >> 8, which & 0xff);
      byte[] datagram =
          LanBeaconCodec.encode(new LanBeacon("moss/1", id, 4001, "", Capabilities.NONE));
      boolean taken =
          gate.admit(datagram, datagram.length, InetAddress.ofLiteral(host), 0).isPresent()
              && known.heardOnLan(id, host + ":4001", Capabilities.NONE, limit, 0).isPresent();
      accepted += taken ? 1 : 0;
    }
    assertEquals(out.path("accepted_in_an_instant_burst").asInt(), accepted);
    assertEquals(out.path("known_peers").asInt(), known.size());
  }

  private void meet(PeerId id, JsonNode before) {
    known.opened(
        id,
        new OpenedSession(
            before.path("addr").asText(),
            true,
            Blob.copyOf(HexFormat.of().parseHex(before.path("noise_static_hex").asText())),
            before.path("bootstrap").asBoolean()),
        0);
    known.closed(id, 0);
  }

  private static String hex(Blob bytes) {
    return HexFormat.of().formatHex(bytes.toBytes());
  }

  private static List<JsonNode> cases(String prefix) {
    return Vectors.cases("discovery/lan_beacon").stream()
        .filter(vector -> vector.path("name").asText().startsWith(prefix))
        .toList();
  }
}
