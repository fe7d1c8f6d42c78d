package dev.mossspore.transport;

import java.net.InetSocketAddress;

/** Where the UDP machine's datagrams go: a socket, or a simulated network. */
@FunctionalInterface
interface UdpOutput {
  /**
   * Sends a datagram, or drops it; a failure has no other sign.
   *
   * @param datagram becomes the callee's
   */
  void transmit(InetSocketAddress to, byte[] datagram);

  /** Whether it takes the next one; if not, the machine is told when it does. */
  default boolean ready() {
    return true;
  }
}
