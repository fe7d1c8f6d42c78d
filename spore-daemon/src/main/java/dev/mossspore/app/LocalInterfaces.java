package dev.mossspore.app;

import dev.mossspore.discovery.InterfaceChoice;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;

/** Finds the address of this host that peers can most likely reach (chapter 04 section 10.2). */
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
