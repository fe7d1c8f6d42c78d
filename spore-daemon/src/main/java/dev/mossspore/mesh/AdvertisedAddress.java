package dev.mossspore.mesh;

import dev.mossspore.base.HostPort;
import java.util.Collection;
import java.util.Optional;

/**
 * The address this node tells others to dial (chapter 04 section 10.1): the configured one, else
 * loopback while every session is on loopback, else the best local interface, else loopback. Pure.
 *
 * @param configured {@code advertise_addr}
 * @param interfaceHost address of the best local interface
 * @param port the port that peers reach
 */
public record AdvertisedAddress(
    Optional<HostPort> configured, Optional<String> interfaceHost, int port) {
  private static final String LOOPBACK = "127.0.0.1";

  /** The address as text, given the remote addresses of all sessions, and the static peers. */
  String toAnnounce(Collection<HostPort> sessions, Collection<HostPort> staticPeers) {
    if (configured.isPresent()) {
      return configured.get().toString();
    }
    boolean onlyLoopback = allLoopback(sessions) || allLoopback(staticPeers);
    String host = onlyLoopback ? LOOPBACK : interfaceHost.orElse(LOOPBACK);
    return new HostPort(host, port).toString();
  }

  private static boolean allLoopback(Collection<HostPort> addresses) {
    return !addresses.isEmpty()
        && addresses.stream()
            .map(HostPort::host)
            .allMatch(host -> host.startsWith("127.") || host.equals("localhost"));
  }
}
