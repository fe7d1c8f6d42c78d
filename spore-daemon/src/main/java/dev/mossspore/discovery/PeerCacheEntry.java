package dev.mossspore.discovery;

import dev.mossspore.base.HostPort;
import java.util.Optional;

/**
 * A peer worth dialling after the next start.
 *
 * @param address as written in the file, which is not necessarily an address
 * @param lastSeen seconds since 1970
 */
public record PeerCacheEntry(String address, long lastSeen) {
  /** Where to dial; empty for what nobody can, such as the pseudo-address of a relayed peer. */
  public Optional<HostPort> target() {
    try {
      HostPort target = HostPort.parse(address);
      return target.host().isEmpty() || target.port() == 0 ? Optional.empty() : Optional.of(target);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
