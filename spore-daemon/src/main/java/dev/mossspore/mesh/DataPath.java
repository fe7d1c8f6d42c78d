package dev.mossspore.mesh;

import dev.mossspore.wire.Envelope;
import java.nio.ByteBuffer;

/**
 * Carries {@code relay_data} of one link without the mesh loop, on the link's event loop. It is
 * asked only while no relay envelope of the link waits for the mesh loop, so nothing is overtaken;
 * what arrives at other times goes to {@link PeerService#received}.
 */
public interface DataPath {
  /**
   * Looks at a packet before it is decoded.
   *
   * @param packet becomes the data path's if it takes it; else it is left as it was
   * @return whether it took the packet, which then was {@code relay_data}
   */
  boolean packet(ByteBuffer packet);

  /** Takes {@code relay_data} that {@link #packet} left to be decoded. */
  void envelope(Envelope data);

  /** Counts {@code relay_data} that nobody will act on. */
  void ignored(Envelope data);
}
