package dev.mossspore.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The text of a configuration file, made key by key, for a spore that contacts nobody. */
final class ConfigText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode root = JSON.createObjectNode();
  private String raw = "";

  ConfigText() {
    with("trackers", "[]").with("lan_discovery", "false").with("dht_enabled", "false");
    with("nat.stun_servers", "[]").with("nat.upnp", "false");
    with("nat.natpmp", "false").with("nat.pcp", "false").with("admin.enabled", "false");
    with("listen_host", "\"127.0.0.1\"").with("monitor.listen", "\"127.0.0.1:0\"");
  }

  /**
   * Sets a key, and takes back {@link #raw}.
   *
   * @param name dotted
   * @param value as JSON
   */
  ConfigText with(String name, String value) {
    raw = "";
    ObjectNode group = root;
    String inner = name;
    for (int dot = inner.indexOf('.'); dot >= 0; dot = inner.indexOf('.')) {
      String outer = inner.substring(0, dot);
      group = group.has(outer) ? (ObjectNode) group.get(outer) : group.putObject(outer);
      inner = inner.substring(dot + 1);
    }
    try {
      group.set(inner, JSON.readTree(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(value, e);
    }
    return this;
  }

  /** Makes the file this very text. */
  void raw(String text) {
    raw = text;
  }

  String text() {
    return raw.isEmpty() ? root.toPrettyString() : raw;
  }
}
