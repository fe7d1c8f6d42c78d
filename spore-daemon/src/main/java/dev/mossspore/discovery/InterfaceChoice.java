package dev.mossspore.discovery;

import dev.mossspore.base.IpText;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which of a host's addresses peers can most likely reach (chapter 04 section 10.2): private before
 * public, since a host with both is reached by its neighbours on the private one, and IPv4 before
 * IPv6. Pure.
 */
public final class InterfaceChoice {
  private static final List<String> VIRTUAL_PARTS =
      List.of(
          "radmin",
          "openvpn",
          "vpn",
          "zerotier",
          "tailscale",
          "wireguard",
          "wintun",
          "hamachi",
          "virtualbox",
          "vmware",
          "hyper-v",
          "vethernet",
          "docker",
          "wsl");
  private static final List<String> VIRTUAL_PREFIXES = List.of("utun", "wg", "tun", "tap");

  private InterfaceChoice() {}

  /** The best address as text; the first among equals. */
  public static Optional<String> best(Collection<InetAddress> addresses) {
    Comparator<InetAddress> preference =
        Comparator.comparing((InetAddress address) -> !(address instanceof Inet4Address))
            .thenComparing(address -> AddressRank.of(address) != AddressRank.PRIVATE);
    return addresses.stream()
        .filter(address -> AddressRank.of(address) != AddressRank.NONE)
        .min(preference)
        .map(InterfaceChoice::text);
  }

  /** Whether an interface of this name leads into a tunnel or a virtual network. */
  public static boolean virtual(String interfaceName) {
    String name = interfaceName.strip().toLowerCase(Locale.ROOT);
    Predicate<String> contained = name::contains;
    Predicate<String> leading = name::startsWith;
    return VIRTUAL_PARTS.stream().anyMatch(contained)
        || VIRTUAL_PREFIXES.stream().anyMatch(leading);
  }

  private static String text(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? IpText.v4(bytes) : IpText.v6(bytes);
  }
}
