package dev.mossspore.transport;

import java.nio.ByteBuffer;

/** Takes what a link receives. Called on the link's event loop only; must not block. */
public interface PacketReceiver {
  /**
   * One envelope of the default stream.
   *
   * @param packet lent for the duration of the call
   */
  void packet(ByteBuffer packet);

  /** The link has ended; nothing follows. Called once. */
  void closed(CloseReason reason);
}
