package dev.mossspore.discovery.lan;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import dev.mossspore.discovery.Capabilities;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads one beacon with the reference's habits: keys in any case, unknown ones ignored, the last
 * duplicate wins, {@code null} leaves what was there.
 */
final class LanBeaconReader {
  private static final int MAX_NAT_TYPE = 64;

  private final JsonParser json;
  private String networkId = "";
  private String peerId = "";
  private long port;
  private String advertised = "";
  private String natType = "";
  private boolean reachable;
  private boolean relayCapable;

  LanBeaconReader(JsonParser json) {
    this.json = json;
  }

  /** The beacon; empty if a value makes no sense. Nothing but white space may follow it. */
  Optional<LanBeacon> read() throws IOException {
    expect(json.nextToken() == JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName().toLowerCase(Locale.ROOT);
      if (json.nextToken() != JsonToken.VALUE_NULL) {
        member(key);
      }
    }
    expect(json.nextToken() == null);
    boolean sound = port > 0 && port <= HostPort.MAX_PORT && natType.length() <= MAX_NAT_TYPE;
    return sound ? id().map(this::beacon) : Optional.empty();
  }

  private void member(String key) throws IOException {
    switch (key) {
      case LanBeaconCodec.MESH_ID -> networkId = text();
      case LanBeaconCodec.PEER_ID -> peerId = text();
      case LanBeaconCodec.LISTEN_PORT -> {
        expect(json.currentToken() == JsonToken.VALUE_NUMBER_INT);
        port = json.getLongValue();
      }
      case LanBeaconCodec.ADVERTISED_ADDR -> advertised = text();
      case LanBeaconCodec.NAT_TYPE -> natType = text();
      case LanBeaconCodec.PUBLIC_REACHABLE -> reachable = flag();
      case LanBeaconCodec.RELAY_CAPABLE -> relayCapable = flag();
      default -> json.skipChildren();
    }
  }

  private LanBeacon beacon(PeerId id) {
    return new LanBeacon(
        networkId, id, (int) port, advertised, new Capabilities(natType, reachable, relayCapable));
  }

  private Optional<PeerId> id() {
    try {
      return Optional.of(PeerId.parse(peerId));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private String text() throws IOException {
    expect(json.currentToken() == JsonToken.VALUE_STRING);
    return json.getText();
  }

  private boolean flag() throws IOException {
    expect(json.currentToken().isBoolean());
    return json.getBooleanValue();
  }

  private void expect(boolean held) throws JsonParseException {
    if (!held) {
      throw new JsonParseException(json, "no beacon");
    }
  }
}
