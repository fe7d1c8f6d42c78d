package dev.mossspore.monitor;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mossspore.monitor.NodeInfo.KnownPeer;
import dev.mossspore.monitor.NodeInfo.Peer;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The body of {@code /info}: the reference's members in its order, then ours (07 section 8.4). */
final class InfoJson {
  private static final int SHORT_ID = 8;

  private InfoJson() {}

  static void write(JsonGenerator json, NodeInfo info) throws IOException {
    List<Peer> peers = info.peers().stream().sorted(Comparator.comparing(Peer::id)).toList();
    long relayed = peers.stream().filter(Peer::relayed).count();
    json.writeStartObject();
    json.writeStringField("mesh_id", info.meshId());
    json.writeNumberField("listen_port", info.listenPort());
    json.writeStringField("advertised_addr", info.advertisedAddr());
    json.writeNumberField("peer_count", peers.size());
    list(json, "peers", peers.stream().map(Peer::addr).sorted().toList());
    details(json, peers);
    known(json, info.knownPeers());
    json.writeNumberField("direct_peer_count", peers.size() - relayed);
    json.writeNumberField("relayed_peer_count", relayed);
    json.writeNumberField(
        "relay_capable_peer_count",
        info.knownPeers().stream().filter(KnownPeer::relayCapable).count());
    json.writeNumberField("relay_session_count", info.relay().sessions());
    json.writeNumberField("relay_route_count", info.relay().routes());
    list(json, "channels", info.channels());
    json.writeStringField("nat_type", info.natType());
    json.writeStringField("public_key", info.publicKey().hex());
    json.writeBooleanField("supernode_ready", info.relay().ready());
    json.writeBooleanField("telemetry_enabled", info.telemetryEnabled());
    json.writeBooleanField("axiom_shipping", info.axiomShipping());
    json.writeNumberField("uptime_sec", info.uptime().toSeconds());
    json.writeBooleanField("draining", info.draining());
    json.writeStringField("identity", info.identity().name().toLowerCase(Locale.ROOT));
    list(json, "degraded", info.degraded());
    json.writeNumberField("relay_bytes_total", info.relay().bytesTotal());
    json.writeNumberField("config_generation", info.configGeneration());
    json.writeObjectFieldStart("promotion");
    json.writeBooleanField("eligible", info.relay().blockedBy().isEmpty());
    list(json, "blocked_by", info.relay().blockedBy());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void details(JsonGenerator json, List<Peer> peers) throws IOException {
    if (peers.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("peer_details");
    for (Peer peer : peers) {
      json.writeStartObject();
      json.writeStringField("id", peer.id().hex());
      json.writeStringField("addr", peer.addr());
      json.writeBooleanField("relayed", peer.relayed());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void known(JsonGenerator json, List<KnownPeer> peers) throws IOException {
    json.writeNumberField("known_peer_count", peers.size());
    if (!peers.isEmpty()) {
      list(json, "known_peers", peers.stream().map(InfoJson::known).sorted().toList());
    }
  }

  private static String known(KnownPeer peer) {
    String id = peer.id().hex().substring(0, SHORT_ID);
    return id + "@" + peer.addr() + (peer.direct() ? "[direct]" : "[known]");
  }

  private static void list(JsonGenerator json, String name, Collection<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
