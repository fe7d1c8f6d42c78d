package dev.mossspore.mesh;

import dev.mossspore.base.PeerId;
import java.util.HashMap;
import java.util.Map;

/**
 * Which connected peers share a public address (chapter 03 section 11.3). Hosts are compared as
 * text, so an IPv4-mapped address is another one than the IPv4 address in it. Confined to the mesh
 * loop.
 */
final class Colocation {
  private final Map<PeerId, String> hosts = new HashMap<>();
  private final Map<String, Integer> sizes = new HashMap<>();

  /**
   * The peer is connected, perhaps from another address than before.
   *
   * @param address of its session; one that is no {@code host:port} counts as none
   */
  void joined(PeerId peer, String address) {
    left(peer);
    String host = host(address);
    if (AddressScope.of(host) == AddressScope.PUBLIC) {
      hosts.put(peer, host);
      sizes.merge(host, 1, Integer::sum);
    }
  }

  void left(PeerId peer) {
    String host = hosts.remove(peer);
    if (host != null) {
      sizes.computeIfPresent(host, (same, size) -> size == 1 ? null : size - 1);
    }
  }

  /** How many others are connected from the peer's public address. */
  int neighbours(PeerId peer) {
    String host = hosts.get(peer);
    return host == null ? 0 : sizes.getOrDefault(host, 1) - 1;
  }

  private static String host(String address) {
    String host = address.substring(0, Math.max(0, address.lastIndexOf(':')));
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
