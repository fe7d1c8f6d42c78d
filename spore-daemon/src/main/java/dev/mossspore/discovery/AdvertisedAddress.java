package dev.mossspore.discovery;

import dev.mossspore.base.HostPort;
import java.util.Collection;
import java.util.Optional;

/**
 * The address this node tells others to dial (chapter 04 section 10.1): the configured one, else
 * the one it is seen at from outside, else loopback while every session is on loopback, else the
 * best local interface, else loopback. Pure.
 *
 * @param configured {@code advertise_addr}
 * @param interfaceHost address of the best local interface
 * @param port the port that peers reach
 */
public record AdvertisedAddress(
    Optional<HostPort> configured, Optional<String> interfaceHost, int port) {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String UNSPECIFIED = "::";

  /**
   * The address as text.
   *
   * @param external what others see, as they wrote it; empty where it is not known
   * @param sessions remote addresses of all sessions
   */
  public String toAnnounce(
      String external, Collection<HostPort> sessions, Collection<HostPort> staticPeers) {
    if (configured.isPresent()) {
      return configured.get().toString();
    }
    Optional<HostPort> observed = parse(external);
    if (observed.isPresent()
        && !observed.get().host().isEmpty()
        && !observed.get().host().equals(UNSPECIFIED)) {
      return external;
    }
    boolean onlyLoopback = allLoopback(sessions) || allLoopback(staticPeers);
    String host = onlyLoopback ? LOOPBACK : interfaceHost.orElse(LOOPBACK);
    return new HostPort(host, port).toString();
  }

  /** The port to announce where only a port is: the announced address's, else the listening one. */
  public int announcePort(String announced) {
    return parse(announced).map(HostPort::port).filter(mapped -> mapped > 0).orElse(port);
  }

  private static boolean allLoopback(Collection<HostPort> addresses) {
    return !addresses.isEmpty()
        && addresses.stream().map(HostPort::toString).allMatch(AddressRules::loopback);
  }

  private static Optional<HostPort> parse(String address) {
    try {
      return Optional.of(HostPort.parse(address));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
