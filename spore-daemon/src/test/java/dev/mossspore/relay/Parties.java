package dev.mossspore.relay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.crypto.Identity;
import dev.mossspore.crypto.X25519KeyPair;
import dev.mossspore.testing.Vectors;
import java.util.NoSuchElementException;

/** The fixed nodes of the relay vectors. */
final class Parties {
  private Parties() {}

  /** The identity that a vector file lists under a name. */
  static Identity of(JsonNode file, String name) {
    for (JsonNode party : file.path("identities")) {
      if (party.path("name").asText().equals(name)) {
        return Identity.of(
            Vectors.hex(party, "ed25519_seed"),
            X25519KeyPair.ofPrivate(Vectors.hex(party, "noise_static_private")));
      }
    }
    throw new NoSuchElementException(name);
  }
}
