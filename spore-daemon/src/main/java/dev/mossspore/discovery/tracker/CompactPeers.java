package dev.mossspore.discovery.tracker;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.IpText;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Addresses as trackers pack them: four bytes of IPv4, two of port. Pure. */
final class CompactPeers {
  private static final int ENTRY = 6;
  private static final int ADDRESS = 4;

  private CompactPeers() {}

  /** All whole entries between position and limit; what is left over is no entry. */
  static List<HostPort> read(ByteBuffer packed) {
    List<HostPort> peers = new ArrayList<>(packed.remaining() / ENTRY);
    byte[] address = new byte[ADDRESS];
    while (packed.remaining() >= ENTRY) {
      packed.get(address);
      peers.add(new HostPort(IpText.v4(address), Short.toUnsignedInt(packed.getShort())));
    }
    return peers;
  }
}
