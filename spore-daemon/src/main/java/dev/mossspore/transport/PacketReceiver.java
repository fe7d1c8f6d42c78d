package dev.mossspore.transport;

import java.nio.ByteBuffer;

/** Takes what a link receives. Called on the link's event loop only; must not block. */
public interface PacketReceiver {
  /**
   * One envelope of the default stream.
   *
   * @param packet becomes the receiver's, with the array below it
   */
  void packet(ByteBuffer packet);

  /** The link has ended; nothing follows. Called once. */
  void closed(CloseReason reason);
}
