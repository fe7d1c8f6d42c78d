package dev.mossspore.crypto;

import dev.mossspore.base.PeerId;
import java.security.SecureRandom;

/**
 * The two key pairs a node owns for its whole life (chapter 01 section 1). Immutable; never
 * printed.
 */
public final class Identity {
  private final byte[] seed;
  private final PeerId peerId;
  private final X25519KeyPair noise;

  private Identity(byte[] seed, PeerId peerId, X25519KeyPair noise) {
    this.seed = seed;
    this.peerId = peerId;
    this.noise = noise;
  }

  /** Draws both pairs, independently of each other. */
  public static Identity generate(SecureRandom random) {
    byte[] seed = new byte[Ed25519.KEY_LENGTH];
    random.nextBytes(seed);
    return of(seed, X25519KeyPair.generate(random));
  }

  /** The identity of an Ed25519 seed of 32 bytes, which is copied, and a Noise key pair. */
  public static Identity of(byte[] seed, X25519KeyPair noise) {
    return new Identity(seed.clone(), PeerId.of(Ed25519.publicKey(seed)), noise);
  }

  public PeerId peerId() {
    return peerId;
  }

  public X25519KeyPair noise() {
    return noise;
  }

  /** Signs with the identity key: 64 bytes. Deterministic, about 50 microseconds. */
  public byte[] sign(byte[] message) {
    return Ed25519.sign(seed, message);
  }

  byte[] seed() {
    return seed;
  }

  @Override
  public String toString() {
    return "Identity[" + peerId.fingerprint() + "]";
  }
}
