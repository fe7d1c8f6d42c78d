package dev.mossspore.mesh;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.mossspore.base.PeerId;
import java.util.HashMap;
import java.util.Map;

/**
 * Which peers share a public address (chapter 03 section 11.3). Hosts are compared as text, so an
 * IPv4-mapped address is another one than the IPv4 address in it. Pure.
 */
final class Colocation {
  private Colocation() {}

  /**
   * How many others are connected from the same public address.
   *
   * @param addresses peer to session address; one that is no {@code host:port} counts as no address
   * @return the peers for which that is at least one
   */
  static Map<PeerId, Long> neighbours(Map<PeerId, String> addresses) {
    Map<PeerId, String> hosts = new HashMap<>();
    addresses.forEach(
        (peer, address) -> {
          String host = host(address);
          if (AddressScope.of(host) == AddressScope.PUBLIC) {
            hosts.put(peer, host);
          }
        });
    Map<String, Long> sizes = hosts.values().stream().collect(groupingBy(host -> host, counting()));
    Map<PeerId, Long> neighbours = new HashMap<>();
    hosts.forEach((peer, host) -> neighbours.put(peer, sizes.getOrDefault(host, 1L) - 1));
    neighbours.values().removeIf(count -> count == 0);
    return neighbours;
  }

  private static String host(String address) {
    String host = address.substring(0, Math.max(0, address.lastIndexOf(':')));
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
