package dev.mossspore.app;

import dev.mossspore.discovery.InterfaceChoice;
import dev.mossspore.discovery.lan.Segment;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;

/** Looks at the interfaces of this host (chapter 04 sections 5 and 10.2). */
final class LocalInterfaces {
  private LocalInterfaces() {}

  /** The best address as text; empty if the host has none but loopback. */
  static Optional<String> bestAddress() {
    try {
      return InterfaceChoice.best(
          NetworkInterface.networkInterfaces()
              .filter(LocalInterfaces::usable)
              .flatMap(NetworkInterface::inetAddresses)
              .toList());
    } catch (SocketException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** All addresses but loopback, as text. */
  static List<String> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(LocalInterfaces::usable)
          .flatMap(NetworkInterface::inetAddresses)
          .map(InetAddress::getHostAddress)
          .toList();
    } catch (SocketException | UncheckedIOException e) {
      return List.of();
    }
  }

  /** The networks on which neighbours may be found (chapter 04 section 5). */
  static List<Segment> segments() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(LocalInterfaces::usable)
          .filter(LocalInterfaces::multicast)
          .map(at -> new Segment(at, broadcasts(at)))
          .filter(segment -> hasIpv4(segment.at()))
          .toList();
    } catch (SocketException | UncheckedIOException e) {
      return List.of();
    }
  }

  private static boolean hasIpv4(NetworkInterface at) {
    return at.inetAddresses().anyMatch(Inet4Address.class::isInstance);
  }

  private static boolean multicast(NetworkInterface at) {
    try {
      return at.supportsMulticast();
    } catch (SocketException e) {
      return false;
    }
  }

  private static List<InetAddress> broadcasts(NetworkInterface at) {
    return at.getInterfaceAddresses().stream()
        .filter(own -> own.getAddress() instanceof Inet4Address)
        .flatMap(own -> Segment.broadcast(own.getAddress(), own.getNetworkPrefixLength()).stream())
        .distinct()
        .toList();
  }

  private static boolean usable(NetworkInterface candidate) {
    try {
      return candidate.isUp()
          && !candidate.isLoopback()
          && !candidate.isPointToPoint()
          && !InterfaceChoice.virtual(candidate.getName());
    } catch (SocketException e) {
      return false;
    }
  }
}
