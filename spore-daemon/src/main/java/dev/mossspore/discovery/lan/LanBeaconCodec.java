package dev.mossspore.discovery.lan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.mossspore.wire.JsonBuffer;
import dev.mossspore.wire.PacketText;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.Optional;

/** Beacons as they are sent: one JSON object a datagram, as the reference writes it. Pure. */
final class LanBeaconCodec {
  /** Bytes of a datagram that are read; more are cut off. */
  static final int MAX_DATAGRAM = 2048;

  static final String MESH_ID = "mesh_id";
  static final String PEER_ID = "peer_id";
  static final String LISTEN_PORT = "listen_port";
  static final String ADVERTISED_ADDR = "advertised_addr";
  static final String NAT_TYPE = "nat_type";
  static final String PUBLIC_REACHABLE = "public_reachable";
  static final String RELAY_CAPABLE = "relay_capable";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private LanBeaconCodec() {}

  static byte[] encode(LanBeacon beacon) {
    JsonBuffer json = new JsonBuffer();
    json.raw("{");
    name(json, MESH_ID).string(beacon.networkId()).raw(",");
    name(json, PEER_ID).string(beacon.peerId().hex()).raw(",");
    name(json, LISTEN_PORT).raw(Integer.toString(beacon.listenPort()));
    if (!beacon.advertisedAddr().isEmpty()) {
      name(json.raw(","), ADVERTISED_ADDR).string(beacon.advertisedAddr());
    }
    if (!beacon.capabilities().natType().isEmpty()) {
      name(json.raw(","), NAT_TYPE).string(beacon.capabilities().natType());
    }
    if (beacon.capabilities().reachable()) {
      name(json.raw(","), PUBLIC_REACHABLE).raw("true");
    }
    if (beacon.capabilities().relayCapable()) {
      name(json.raw(","), RELAY_CAPABLE).raw("true");
    }
    return json.raw("}").toBytes();
  }

  /** The beacon of a datagram; empty if it is none. */
  static Optional<LanBeacon> decode(byte[] datagram, int length) {
    CharBuffer text = PacketText.decode(datagram, 0, length);
    try (JsonParser json = JSON.createParser(text.array(), 0, text.length())) {
      return new LanBeaconReader(json).read();
    } catch (IOException e) {
      // There is nothing here that could fail to be read, so this is the parser's verdict.
      return Optional.empty();
    }
  }

  private static JsonBuffer name(JsonBuffer json, String name) {
    return json.string(name).raw(":");
  }
}
