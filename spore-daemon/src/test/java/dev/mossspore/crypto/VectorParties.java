package dev.mossspore.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.testing.Vectors;
import org.jspecify.annotations.Nullable;

/** The fixed nodes of the transport vectors. */
public final class VectorParties {
  private VectorParties() {}

  /** The identity of a party with {@code ed25519_seed} and {@code noise_private}. */
  public static Identity identity(JsonNode party) {
    return Identity.of(
        Vectors.hex(party, "ed25519_seed"),
        X25519KeyPair.ofPrivate(Vectors.hex(party, "noise_private")));
  }

  /** The party's one ephemeral key. */
  public static X25519KeyPair ephemeral(JsonNode party) {
    return X25519KeyPair.ofPrivate(Vectors.hex(party, "ephemeral_private"));
  }

  /**
   * The party's credentials on the case's network, with the case's pre-shared key if it has one.
   */
  public static Credentials credentials(JsonNode inputs, JsonNode party) {
    byte[] presharedKey = Vectors.hex(inputs, "psk");
    String network = inputs.path("network_id").asText();
    return presharedKey.length == 0
        ? Credentials.of(identity(party), network)
        : Credentials.of(identity(party), network, presharedKey);
  }

  static byte @Nullable [] orNull(byte[] bytes) {
    return bytes.length == 0 ? null : bytes;
  }
}
