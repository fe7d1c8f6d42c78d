package dev.mossspore.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;

/** How far an address reaches, the farthest last (chapter 04 section 9.4). */
public enum AddressRank {
  /** Loopback, link-local, multicast, unspecified, broadcast, a host name, or no address at all. */
  NONE,
  /** RFC 1918, or fc00::/7. */
  PRIVATE,
  /** Behind a provider's NAT: 100.64.0.0/10. */
  CARRIER_NAT,
  /** Every other address, reserved and documentation ranges included. */
  PUBLIC;

  private static final int UNIQUE_LOCAL_MASK = 0xfe;
  private static final int UNIQUE_LOCAL = 0xfc;
  private static final int CARRIER_NAT_FIRST = 100;
  private static final int CARRIER_NAT_MASK = 0xc0;
  private static final int CARRIER_NAT_SECOND = 64;

  /** The rank of {@code host:port} or of a bare host. Nothing is resolved. */
  public static AddressRank of(String address) {
    return AddressRules.literal(AddressRules.host(address)).map(AddressRank::of).orElse(NONE);
  }

  /** The rank of an address. */
  public static AddressRank of(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()) {
      return NONE;
    }
    byte[] bytes = address.getAddress();
    if (!(address instanceof Inet4Address)) {
      return (bytes[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL ? PRIVATE : PUBLIC;
    }
    if ((bytes[0] & bytes[1] & bytes[2] & bytes[3]) == -1) {
      return NONE;
    }
    if (address.isSiteLocalAddress()) {
      return PRIVATE;
    }
    boolean carrier =
        bytes[0] == CARRIER_NAT_FIRST && (bytes[1] & CARRIER_NAT_MASK) == CARRIER_NAT_SECOND;
    return carrier ? CARRIER_NAT : PUBLIC;
  }
}
