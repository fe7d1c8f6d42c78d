package dev.mossspore.crypto;

import dev.mossspore.base.PeerId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One side of a Moss handshake: Noise messages that carry identity payloads, each verified as it
 * arrives (chapter 01 sections 3 and 4). Every step costs up to half a millisecond of
 * Diffie-Hellman, so it belongs on a handshake worker. After an exception the machine is spent;
 * work on a {@link #copy} to survive a bad message. Not thread-safe.
 */
public final class Handshake {
  private static final byte[] NOTHING = {};

  private final Credentials credentials;
  private final HandshakeMode mode;
  private final NoiseHandshake noise;
  private @Nullable PeerId remoteId;
  private byte[] remoteChallenge = NOTHING;

  private Handshake(
      Credentials credentials,
      HandshakeMode mode,
      boolean initiator,
      X25519KeyPair ephemeral,
      byte @Nullable [] remoteStatic) {
    this.credentials = credentials;
    this.mode = mode;
    this.noise =
        new NoiseHandshake(
            mode,
            initiator,
            credentials.prologue(),
            credentials.identity().noise(),
            ephemeral,
            remoteStatic,
            credentials.presharedKey());
  }

  private Handshake(Handshake other) {
    this.credentials = other.credentials;
    this.mode = other.mode;
    this.noise = other.noise.copy();
    this.remoteId = other.remoteId;
    this.remoteChallenge = other.remoteChallenge;
  }

  /**
   * The side that dials: IK towards a known static key of 32 bytes, else XX.
   *
   * @param ephemeral used for this handshake only
   */
  public static Handshake initiator(
      Credentials credentials, X25519KeyPair ephemeral, byte @Nullable [] remoteStatic) {
    boolean known = remoteStatic != null && remoteStatic.length == X25519KeyPair.LENGTH;
    HandshakeMode mode = known ? HandshakeMode.IK : HandshakeMode.XX;
    return new Handshake(credentials, mode, true, ephemeral, known ? remoteStatic : null);
  }

  /** The side that is dialled, in the mode the remote chose. */
  public static Handshake responder(
      Credentials credentials, HandshakeMode mode, X25519KeyPair ephemeral) {
    return new Handshake(credentials, mode, false, ephemeral, null);
  }

  /** The same state once more, independent of this one. */
  public Handshake copy() {
    return new Handshake(this);
  }

  public HandshakeMode mode() {
    return mode;
  }

  /** Whether this side writes the next message. */
  public boolean myTurn() {
    return noise.myTurn();
  }

  public boolean complete() {
    return noise.complete();
  }

  /** The next message, without a challenge. */
  public byte[] write() throws HandshakeException {
    return write(NOTHING);
  }

  /**
   * The next message.
   *
   * @param challenge 32 bytes in message 2 of IK over UDP, else empty
   */
  public byte[] write(byte[] challenge) throws HandshakeException {
    boolean identifies = noise.next() >= mode.firstIdentifying();
    return noise.write(identifies ? credentials.payload(challenge) : NOTHING);
  }

  /**
   * Takes the remote's next message and verifies its identity payload, if the pattern puts one
   * there.
   */
  public void read(byte[] message) throws HandshakeException {
    boolean identifies = noise.next() >= mode.firstIdentifying();
    byte[] payload = noise.read(message);
    if (identifies) {
      IdentityPayload proof =
          IdentityPayload.verify(payload, credentials.networkId(), noise.remoteStatic());
      remoteId = proof.peerId();
      remoteChallenge = proof.challenge();
    }
  }

  /** The challenge of the last payload read; empty if it had none. */
  public byte[] remoteChallenge() {
    return remoteChallenge;
  }

  /**
   * The keys of the session.
   *
   * @throws IllegalStateException before the handshake is complete
   */
  public SessionKeys keys() {
    if (!noise.complete()) {
      throw new IllegalStateException("the handshake is not complete");
    }
    return new SessionKeys(
        Objects.requireNonNull(remoteId),
        noise.remoteStatic(),
        noise.sendKey(),
        noise.receiveKey());
  }
}
