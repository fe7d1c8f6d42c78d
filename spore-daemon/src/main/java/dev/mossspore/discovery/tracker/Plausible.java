package dev.mossspore.discovery.tracker;

import dev.mossspore.base.HostPort;
import dev.mossspore.discovery.AddressRank;
import dev.mossspore.discovery.AddressRules;
import java.net.InetAddress;
import java.util.List;

/**
 * What a tracker can know of: addresses from where it could itself be reached. One on the public
 * network sees no private ones, and one that is not on this host no loopback; whatever it says, it
 * does not make this node knock at the doors of its own network. Pure.
 */
final class Plausible {
  /** Addresses taken from one answer (chapter 04 section 9.5). */
  static final int MAX_PEERS = 200;

  private final TrackerCounters counters;

  Plausible(TrackerCounters counters) {
    this.counters = counters;
  }

  /** The addresses of an answer that may be dialled. */
  List<HostPort> among(List<HostPort> addresses, InetAddress tracker) {
    List<HostPort> plausible =
        addresses.stream().filter(address -> plausible(address, tracker)).toList();
    List<HostPort> taken = plausible.stream().limit(MAX_PEERS).toList();
    counters.implausible().add(addresses.size() - plausible.size());
    counters.surplus().add(plausible.size() - taken.size());
    return taken;
  }

  /** Whether a tracker may point to a host; also asked of redirections. */
  static boolean reachable(AddressRank target, boolean targetIsLoopback, InetAddress tracker) {
    return target == AddressRank.NONE
        ? targetIsLoopback && tracker.isLoopbackAddress()
        : target.compareTo(AddressRank.of(tracker)) >= 0;
  }

  private static boolean plausible(HostPort address, InetAddress tracker) {
    String text = address.toString();
    return address.port() > 0
        && reachable(AddressRank.of(text), AddressRules.loopback(text), tracker);
  }
}
