package dev.mossspore.discovery.lan;

import dev.mossspore.base.IpText;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A network this host is on.
 *
 * @param broadcasts directed broadcast addresses of this host's IPv4 addresses there
 */
public record Segment(NetworkInterface at, List<InetAddress> broadcasts) {
  /** Networks of two addresses, or one, have none. */
  private static final int NO_BROADCAST = 31;

  public Segment {
    broadcasts = List.copyOf(broadcasts);
  }

  /** The broadcast address of an IPv4 address's network; empty where that has no room for one. */
  public static Optional<InetAddress> broadcast(InetAddress own, int prefixLength) {
    if (prefixLength >= NO_BROADCAST) {
      return Optional.empty();
    }
    int hostBits = -1 >>> prefixLength;
    ByteBuffer address = ByteBuffer.wrap(own.getAddress());
    address.putInt(0, address.getInt(0) | hostBits);
    return Optional.of(InetAddress.ofLiteral(IpText.v4(address.array())));
  }
}
