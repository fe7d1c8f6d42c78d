package dev.mossspore.wire;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.testing.Vectors;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class EnvelopeTypeTest {
  private static final Set<String> NOT_TYPES = Set.of("", "x");

  @Test
  void theVectorsShowEveryType() {
    EnvelopeDecoder decoder = new EnvelopeDecoder();
    Set<String> shown =
        Vectors.cases("gossip/envelope_encode").stream()
            .map(vector -> decoder.decode(Vectors.hex(vector.path("outputs"), "json_hex")))
            .map(result -> ((DecodeResult.Decoded) result).envelope().type())
            .filter(type -> !NOT_TYPES.contains(type))
            .collect(toSet());
    assertEquals(
        Arrays.stream(EnvelopeType.values()).map(EnvelopeType::wireName).collect(toSet()), shown);
  }

  @Test
  void namesAreExact() {
    assertEquals(Optional.of(EnvelopeType.OV_STORE), EnvelopeType.named("ov_store"));
    assertEquals(Optional.empty(), EnvelopeType.named("OV_STORE"));
  }
}
