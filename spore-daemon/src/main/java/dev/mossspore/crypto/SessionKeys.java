package dev.mossspore.crypto;

import dev.mossspore.base.PeerId;

/**
 * What a finished handshake leaves behind (chapter 01 section 3.1). The arrays have 32 bytes each
 * and are not to be written to.
 *
 * @param remoteId who the remote is
 * @param remoteStatic the remote's Noise static key, as the handshake authenticated it
 * @param sendKey key of the packets this side sends, counters from 0
 * @param receiveKey key of the packets the remote sends, counters from 0
 */
public record SessionKeys(PeerId remoteId, byte[] remoteStatic, byte[] sendKey, byte[] receiveKey) {
  @Override
  public String toString() {
    return "SessionKeys[" + remoteId + "]";
  }
}
