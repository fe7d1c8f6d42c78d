package dev.mossspore.discovery.tracker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mossspore.base.HostPort;
import dev.mossspore.discovery.tracker.BencodeReader.MalformedException;
import dev.mossspore.discovery.tracker.Bencoded.Dictionary;
import dev.mossspore.discovery.tracker.Bencoded.Items;
import dev.mossspore.discovery.tracker.Bencoded.Text;
import dev.mossspore.discovery.tracker.Bencoded.Whole;
import dev.mossspore.discovery.tracker.TrackerAnswer.Peers;
import dev.mossspore.discovery.tracker.TrackerAnswer.Refused;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One announce over HTTP (BEP 3, chapter 04 section 3.5), without the HTTP. Pure. */
final class HttpAnnounce {
  private static final String UNRESERVED = "-_.~";

  private HttpAnnounce() {}

  /**
   * What to ask for: the tracker's path and query, with the announce's parameters put in and all
   * sorted by name.
   */
  static String target(URI tracker, AnnounceRequest request) {
    Map<String, String> query = new TreeMap<>();
    String own = tracker.getRawQuery();
    if (own != null) {
      for (String parameter : own.split("&", -1)) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        query.put(name, equals < 0 ? "" : parameter.substring(equals + 1));
      }
    }
    query.put("compact", "1");
    query.put("downloaded", "0");
    query.put("event", request.event().word());
    query.put("info_hash", encoded(request.infohash()));
    query.put("left", Integer.toString(AnnounceRequest.LEFT));
    query.put("numwant", Integer.toString(request.wanted()));
    query.put("peer_id", encoded(request.peerId()));
    query.put("port", Integer.toString(request.port()));
    query.put("uploaded", "0");
    StringBuilder target = new StringBuilder(path(tracker));
    query.forEach(
        (name, value) ->
            target
                .append(target.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(value));
    return target.toString();
  }

  /** The path of a URL, which is never empty in a request. */
  static String path(URI url) {
    String path = url.getRawPath();
    return path == null || path.isEmpty() ? "/" : path;
  }

  /** What a body says; the status that came with it says nothing. */
  static TrackerAnswer read(ByteBuffer body) {
    try {
      if (!(new BencodeReader(body).read() instanceof Dictionary(Map<String, Bencoded> answer))) {
        return new Refused("the answer is no dictionary");
      }
      if (answer.get("failure reason") instanceof Text(ByteBuffer reason)
          && reason.hasRemaining()) {
        return new Refused(UTF_8.decode(reason).toString());
      }
      return new Peers(peers(answer.get("peers")));
    } catch (MalformedException e) {
      return new Refused("unreadable answer: " + e.getMessage());
    }
  }

  private static List<HostPort> peers(@Nullable Bencoded peers) {
    return switch (peers) {
      case Text(ByteBuffer packed) -> CompactPeers.read(packed);
      case Items(List<Bencoded> listed) -> listed(listed);
      case null, default -> List.of();
    };
  }

  /** The form that a tracker may choose although it was asked for the packed one. */
  private static List<HostPort> listed(List<Bencoded> listed) {
    List<HostPort> peers = new ArrayList<>();
    for (Bencoded entry : listed) {
      if (entry instanceof Dictionary(Map<String, Bencoded> peer)
          && peer.get("ip") instanceof Text(ByteBuffer ip)
          && peer.get("port") instanceof Whole(long port)
          && port >= 0
          && port <= HostPort.MAX_PORT) {
        peers.add(new HostPort(ISO_8859_1.decode(ip).toString(), (int) port));
      }
    }
    return peers;
  }

  /** As in a form: a space is a plus sign. */
  private static String encoded(byte[] value) {
    StringBuilder text = new StringBuilder();
    for (byte octet : value) {
      char c = (char) Byte.toUnsignedInt(octet);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || UNRESERVED.indexOf(c) >= 0;
      if (plain) {
        text.append(c);
      } else {
        text.append(c == ' ' ? "+" : "%%%02X".formatted((int) c));
      }
    }
    return text.toString();
  }
}
