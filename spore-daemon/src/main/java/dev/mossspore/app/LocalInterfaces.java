package dev.mossspore.app;

import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the address of this host that peers can most likely reach (chapter 04 section 10.2). */
final class LocalInterfaces {
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
  private static final int UNIQUE_LOCAL_MASK = 0xfe;
  private static final int UNIQUE_LOCAL = 0xfc;

  private LocalInterfaces() {}

  /** The best address as text; empty if the host has none but loopback. */
  static Optional<String> bestAddress() {
    try {
      List<InetAddress> addresses =
          NetworkInterface.networkInterfaces()
              .filter(LocalInterfaces::usable)
              .flatMap(NetworkInterface::inetAddresses)
              .filter(LocalInterfaces::routable)
              .toList();
      // The order of preference; the stable sort keeps the interfaces' own order among equals.
      Comparator<InetAddress> preference =
          Comparator.comparing((InetAddress address) -> !(address instanceof Inet4Address))
              .thenComparing(address -> !isPrivate(address));
      return addresses.stream().sorted(preference).map(LocalInterfaces::text).findFirst();
    } catch (SocketException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  static boolean virtual(String interfaceName) {
    String name = interfaceName.strip().toLowerCase(Locale.ROOT);
    Predicate<String> contained = name::contains;
    Predicate<String> leading = name::startsWith;
    return VIRTUAL_PARTS.stream().anyMatch(contained)
        || VIRTUAL_PREFIXES.stream().anyMatch(leading);
  }

  private static boolean usable(NetworkInterface candidate) {
    try {
      return candidate.isUp()
          && !candidate.isLoopback()
          && !candidate.isPointToPoint()
          && !virtual(candidate.getName());
    } catch (SocketException e) {
      return false;
    }
  }

  private static boolean routable(InetAddress address) {
    return !address.isLoopbackAddress()
        && !address.isLinkLocalAddress()
        && !address.isMulticastAddress()
        && !address.isAnyLocalAddress();
  }

  private static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address
        ? address.isSiteLocalAddress()
        : (bytes[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
  }

  /** Without the scope that Java puts behind a local IPv6 address. */
  private static String text(InetAddress address) {
    String text = address.getHostAddress();
    int scope = text.indexOf('%');
    return scope < 0 ? text : text.substring(0, scope);
  }
}
