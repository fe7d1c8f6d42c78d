package dev.mossspore.abuse;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Loopback addresses: 127.64.0.0/10 to attack from, 127.0.0.0/16 for the honest. */
final class Sources {
  private static final int BITS = 22;

  private Sources() {}

  /** The address of a crowd of honest peers. */
  static InetAddress home(int number) {
    return inetAddress(new byte[] {127, 0, (byte) (number >>> 8), (byte) number});
  }

  /** The address of a number, any port: four million differ, then they come again. */
  static InetSocketAddress address(long number) {
    int low = (int) (number & ((1 << BITS) - 1));
    return new InetSocketAddress(
        inetAddress(new byte[] {127, (byte) (64 | low >>> 16), (byte) (low >>> 8), (byte) low}), 0);
  }

  private static InetAddress inetAddress(byte[] octets) {
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
