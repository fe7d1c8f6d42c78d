package dev.mossspore.transport;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import java.nio.ByteBuffer;

/**
 * An authenticated, packet-oriented session with one remote node (chapter 02). All methods may be
 * called from any thread and never block.
 */
public interface Link {
  /** Who the handshake authenticated. */
  PeerId remoteId();

  /** The remote's Noise static key: 32 bytes, not to be written to. */
  byte[] remoteStatic();

  /** The remote end as seen by the socket; of an inbound TCP link this is not dialable. */
  HostPort remoteAddress();

  Carrier carrier();

  /** Whether this node dialled. */
  boolean outbound();

  /** What it has carried so far. */
  LinkTraffic traffic();

  /**
   * Lets packets in. Until then nothing of the remote is read beyond what confirmed the link.
   * Called once, by whoever was told of the link; afterwards the receiver gets every packet, in
   * order, on the link's event loop.
   */
  void open(PacketReceiver receiver);

  /**
   * Queues one envelope of this node's own for the default stream. It goes before all bulk.
   *
   * @param packet becomes the link's: the caller writes to it no more
   * @return false if the packet was dropped and counted: the link is closed, or it is closed now
   *     because the remote takes less than we have to say
   */
  boolean send(byte[] packet);

  /**
   * Queues one envelope of control that is passed on for others. It goes before all bulk, and is
   * dropped when too much of its kind waits: others cannot cost the remote its session.
   *
   * @param packet becomes the link's
   */
  Forwarding forwardControl(byte[] packet);

  /**
   * Queues one envelope of bulk that is passed on for others; dropped when too much waits. Bulk
   * keeps its order.
   *
   * @param packet becomes the link's, with the array below it. One that a link has given to a
   *     {@link PacketReceiver} may be sealed where it lies
   */
  Forwarding forward(ByteBuffer packet);

  /** Ends the link without a word to the remote; further calls do nothing. */
  void close(CloseReason reason);
}
