package dev.mossspore.monitor;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mossspore.observe.BuildInfo;
import java.io.IOException;

/**
 * The body of {@code /api/summary} (07 section 8.6): the view that may be public. It holds figures
 * only, no address, no other node's id and not the whole of this one's.
 */
final class SummaryJson {
  private static final int REVISION = 12;

  private SummaryJson() {}

  static void write(JsonGenerator json, NodeInfo info, BuildInfo build) throws IOException {
    long relayed = info.peers().stream().filter(NodeInfo.Peer::relayed).count();
    json.writeStartObject();
    json.writeStringField("node_id", info.publicKey().fingerprint());
    json.writeStringField("mesh_id", info.meshId());
    json.writeStringField("nat_type", info.natType());
    json.writeBooleanField("supernode_ready", info.relay().ready());
    json.writeNumberField("peer_count", info.peers().size());
    json.writeNumberField("direct_peer_count", info.peers().size() - relayed);
    json.writeNumberField("relayed_peer_count", relayed);
    json.writeNumberField("known_peer_count", info.knownPeers().size());
    json.writeNumberField(
        "relay_capable_peer_count",
        info.knownPeers().stream().filter(NodeInfo.KnownPeer::relayCapable).count());
    json.writeNumberField("relay_session_count", info.relay().sessions());
    json.writeNumberField("relay_route_count", info.relay().routes());
    json.writeNumberField("channel_count", info.channels().size());
    json.writeNumberField("uptime_sec", info.uptime().toSeconds());
    json.writeStringField("version", build.version());
    json.writeStringField("commit", build.shortCommit());
    json.writeStringField("moss_version", BuildInfo.MOSS_COMPAT);
    json.writeStringField("build_rev", revision(build.commit()));
    json.writeEndObject();
  }

  private static String revision(String commit) {
    return commit.length() > REVISION ? commit.substring(0, REVISION) : commit;
  }
}
