package dev.mossspore.mesh;

import java.net.Inet4Address;
import java.net.InetAddress;

/** How far an address reaches, told from its spelling alone; no name is looked up. */
enum AddressScope {
  /** A unicast address of the public network. */
  PUBLIC,
  /** 100.64.0.0/10, between a carrier's NAT and its customers. */
  CARRIER,
  /** 10/8, 172.16/12, 192.168/16, fc00::/7. */
  PRIVATE,
  /** The host itself. */
  LOOPBACK,
  /** Link-local, multicast, broadcast, unspecified. */
  OTHER,
  /** A name, or no address at all. */
  NAME;

  private static final int V4_PARTS = 4;

  /** The scope of a host without brackets. An IPv4-mapped address has the scope of the IPv4 one. */
  static AddressScope of(String host) {
    boolean literal = host.indexOf(':') >= 0 || host.split("\\.", -1).length == V4_PARTS;
    try {
      return literal ? of(InetAddress.ofLiteral(host)) : NAME;
    } catch (IllegalArgumentException e) {
      return NAME;
    }
  }

  private static AddressScope of(InetAddress address) {
    byte[] bytes = address.getAddress();
    int first = Byte.toUnsignedInt(bytes[0]);
    int second = Byte.toUnsignedInt(bytes[1]);
    boolean v4 = address instanceof Inet4Address;
    if (address.isLoopbackAddress()) {
      return LOOPBACK;
    }
    if (address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || address.getHostAddress().equals("255.255.255.255")) {
      return OTHER;
    }
    if (v4 && first == 100 && second >= 64 && second < 128) {
      return CARRIER;
    }
    boolean isPrivate = v4 ? address.isSiteLocalAddress() : (first & 0xfe) == 0xfc;
    return isPrivate ? PRIVATE : PUBLIC;
  }
}
