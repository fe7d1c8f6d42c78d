package dev.mossspore.abuse;

import java.util.HashSet;
import java.util.Set;

/**
 * What a victim holds beside its honest peers.
 *
 * @param sockets open
 * @param handshakes pending, over TCP and UDP
 * @param ghosts sessions over UDP that are no peers
 * @param strangers peers that are not honest
 * @param directKib direct memory that is reserved, in use or not
 * @param heapKib heap after a collection
 * @param residentKib all memory of the process
 */
record Resources(
    long sockets,
    int handshakes,
    long ghosts,
    int strangers,
    long directKib,
    long heapKib,
    long residentKib) {
  private static final double TOLERANCE = 1.1;

  /**
   * @param known the ids of the honest
   */
  static Resources of(Holdings holdings, Set<String> known) {
    Set<String> strangers = new HashSet<>(holdings.peers());
    strangers.removeAll(known);
    return new Resources(
        holdings.sockets(),
        holdings.handshakes(),
        holdings.ghosts(),
        strangers.size(),
        holdings.direct() >> 10,
        holdings.heap() >> 10,
        holdings.resident() >> 10);
  }

  /** Whether there is no more than before, or a tenth more. */
  boolean within(Resources before) {
    return near(sockets, before.sockets)
        && near(handshakes, before.handshakes)
        && near(ghosts, before.ghosts)
        && near(strangers, before.strangers)
        && near(directKib, before.directKib)
        && near(heapKib, before.heapKib);
  }

  private static boolean near(long now, long before) {
    return now <= before * TOLERANCE;
  }

  @Override
  public String toString() {
    return ("sockets %d, handshakes %d, ghosts %d, strangers %d, "
            + "direct %d KiB, heap %d KiB, resident %d KiB")
        .formatted(sockets, handshakes, ghosts, strangers, directKib, heapKib, residentKib);
  }
}
