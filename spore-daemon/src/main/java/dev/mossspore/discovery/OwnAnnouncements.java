package dev.mossspore.discovery;

import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Identity;
import dev.mossspore.wire.Blob;
import dev.mossspore.wire.Envelope;

/**
 * What this node says of itself (chapter 04 section 11.1). A {@code peer_announce} carries no time,
 * so it is signed once for each address. Confined to the mesh loop.
 */
public final class OwnAnnouncements {
  private final Identity identity;
  private final Blob noiseStatic;
  private SignedAnnouncement latest = new SignedAnnouncement("", Blob.EMPTY, Blob.EMPTY);

  public OwnAnnouncements(Identity identity) {
    this.identity = identity;
    this.noiseStatic = Blob.copyOf(identity.noise().publicKey());
  }

  /** The {@code peer_announce}: where this node can be dialled, and its Noise key. */
  public Envelope peerAnnounce(String addr, Capabilities capabilities) {
    if (!addr.equals(latest.addr())) {
      Envelope unsigned =
          new SignedAnnouncement(addr, noiseStatic, Blob.EMPTY).envelope(id(), Capabilities.NONE);
      latest =
          new SignedAnnouncement(addr, noiseStatic, sign(SignatureInput.peerAnnounce(unsigned)));
    }
    return latest.envelope(id(), capabilities);
  }

  /** The supernode status: that this node relays, or that it does so no longer. */
  public Envelope supernodeStatus(String addr, Capabilities capabilities) {
    Envelope unsigned = new SignedStatus(addr, capabilities, Blob.EMPTY).envelope(id(), Blob.EMPTY);
    Blob signature = sign(SignatureInput.supernodeStatus(unsigned));
    return new SignedStatus(addr, capabilities, signature).envelope(id(), Blob.EMPTY);
  }

  private PeerId id() {
    return identity.peerId();
  }

  private Blob sign(byte[] input) {
    return Blob.wrap(identity.sign(input));
  }
}
