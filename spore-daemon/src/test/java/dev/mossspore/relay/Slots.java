package dev.mossspore.relay;

import dev.mossspore.base.PeerId;
import dev.mossspore.mesh.FakeLink;
import dev.mossspore.mesh.PeerSlot;
import dev.mossspore.transport.Carrier;
import java.nio.ByteBuffer;

/** Peers for tests that need no mesh. */
final class Slots {
  private Slots() {}

  /** The peer of a number. */
  static PeerSlot peer(int number) {
    byte[] id = ByteBuffer.allocate(PeerId.LENGTH).putInt(number).array();
    return new PeerSlot(new FakeLink(PeerId.of(id), Carrier.TCP, false));
  }
}
