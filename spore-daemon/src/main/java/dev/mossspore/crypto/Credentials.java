package dev.mossspore.crypto;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a node brings to every handshake on one network: its identity, and the payload that proves
 * it. The signature covers no ephemeral key, so it is made once (chapter 01 section 4). Immutable;
 * any thread.
 */
public final class Credentials {
  private final Identity identity;
  private final String networkId;
  private final byte[] payload;
  private final byte @Nullable [] presharedKey;

  private Credentials(Identity identity, String networkId, byte @Nullable [] presharedKey) {
    if (presharedKey != null && presharedKey.length != AeadCipher.KEY_LENGTH) {
      throw new IllegalArgumentException(
          "a pre-shared key has 32 bytes, got " + presharedKey.length);
    }
    this.identity = identity;
    this.networkId = networkId;
    this.payload = IdentityPayload.build(identity, networkId);
    this.presharedKey = presharedKey;
  }

  /** Signs the identity payload, which takes about 50 microseconds. */
  public static Credentials of(Identity identity, String networkId) {
    return new Credentials(identity, networkId, null);
  }

  /**
   * With a pre-shared key of 32 bytes, which the public network never uses (chapter 01 section 2).
   */
  static Credentials of(Identity identity, String networkId, byte[] presharedKey) {
    return new Credentials(identity, networkId, presharedKey.clone());
  }

  public Identity identity() {
    return identity;
  }

  public String networkId() {
    return networkId;
  }

  byte[] payload(byte[] challenge) {
    return challenge.length == 0 ? payload : IdentityPayload.build(identity, networkId, challenge);
  }

  byte[] prologue() {
    return ("moss|" + networkId).getBytes(StandardCharsets.UTF_8);
  }

  byte @Nullable [] presharedKey() {
    return presharedKey;
  }
}
