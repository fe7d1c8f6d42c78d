package dev.mossspore.abuse;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Loopback addresses to attack from; honest peers use 127.0.0.1. */
final class Sources {
  private static final int BITS = 22;

  private Sources() {}

  /** The address of a number, any port: four million differ, then they come again. */
  static InetSocketAddress address(long number) {
    int low = (int) (number & ((1 << BITS) - 1));
    byte[] bytes = {127, (byte) (64 | low >>> 16), (byte) (low >>> 8), (byte) low};
    try {
      return new InetSocketAddress(InetAddress.getByAddress(bytes), 0);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
