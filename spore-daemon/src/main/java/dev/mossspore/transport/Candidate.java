package dev.mossspore.transport;

import dev.mossspore.crypto.SessionKeys;

/**
 * The keys of one finished handshake with an endpoint. A simultaneous open leaves two or three of
 * them, and nobody knows beforehand which one the remote will use (chapter 01 section 6.5, S2).
 * Confined to the UDP loop.
 */
final class Candidate {
  private final SessionKeys keys;
  private final boolean ours;
  private final DatagramSealer sealer;
  private final DatagramOpener opener;

  /**
   * @param ours whether this node was the initiator
   */
  Candidate(SessionKeys keys, boolean ours) {
    this.keys = keys;
    this.ours = ours;
    this.sealer = new DatagramSealer(keys.sendKey());
    this.opener = new DatagramOpener(keys.receiveKey());
  }

  SessionKeys keys() {
    return keys;
  }

  boolean ours() {
    return ours;
  }

  DatagramSealer sealer() {
    return sealer;
  }

  DatagramOpener opener() {
    return opener;
  }
}
