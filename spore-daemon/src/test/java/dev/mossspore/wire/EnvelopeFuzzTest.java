package dev.mossspore.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.mossspore.testing.ForAll;
import dev.mossspore.testing.Vectors;
import dev.mossspore.wire.DecodeResult.Decoded;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any bytes are an answer, never an exception; whatever is decoded survives the way back. */
@Tag("unit")
class EnvelopeFuzzTest {
  private static final int ENVELOPES = 2_000;
  private static final int MUTANTS = 50_000;
  private static final int MOST_MUTATIONS = 4;

  /** Bytes that turn one token into another more often than chance does. */
  private static final String LIVELY = "{}[]\",:\\/un0-.eE =\r\n\u0000\u0080\u00c3\u00ed\u00ff";

  private static final List<byte[]> CORPUS =
      Stream.concat(
              Vectors.cases("gossip/envelope_encode").stream()
                  .map(vector -> Vectors.hex(vector.path("outputs"), "json_hex")),
              Vectors.cases("gossip/envelope_decode").stream()
                  .map(vector -> Vectors.hex(vector.path("inputs"), "hex")))
          .toList();

  private final EnvelopeDecoder decoder = new EnvelopeDecoder();

  @Test
  void everyEnvelopeSurvivesEncoding() {
    ForAll.forAll(
        ENVELOPES, Envelopes::draw, e -> assertEquals(e, decoded(EnvelopeEncoder.encode(e))));
  }

  @Test
  void everyMutantIsAnswered() {
    ForAll.forAll(
        MUTANTS,
        random -> HexFormat.of().formatHex(mutant(random)),
        hex -> fuzz(HexFormat.of().parseHex(hex)));
  }

  /** The entry point for a fuzzer: one packet of any content. */
  private void fuzz(byte[] packet) {
    if (decoder.decode(packet) instanceof Decoded(Envelope envelope)) {
      byte[] canonical = EnvelopeEncoder.encode(envelope);
      Envelope again = decoded(canonical);
      assertEquals(envelope, again);
      assertArrayEquals(canonical, EnvelopeEncoder.encode(again));
    }
  }

  private Envelope decoded(byte[] packet) {
    return assertInstanceOf(Decoded.class, decoder.decode(packet)).envelope();
  }

  private static byte[] mutant(RandomGenerator random) {
    byte[] bytes = CORPUS.get(random.nextInt(CORPUS.size()));
    for (int i = random.nextInt(MOST_MUTATIONS); i >= 0; i--) {
      bytes = mutated(bytes, random);
    }
    return bytes;
  }

  /** Replaces a short stretch by a lively byte, another byte, a stretch of its own, or nothing. */
  private static byte[] mutated(byte[] bytes, RandomGenerator random) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(random.nextInt(8) == 0 ? 32 : 2));
    byte[] insert =
        switch (random.nextInt(4)) {
          case 0 -> new byte[] {(byte) LIVELY.charAt(random.nextInt(LIVELY.length()))};
          case 1 -> new byte[] {(byte) random.nextInt()};
          case 2 -> {
            int start = random.nextInt(bytes.length + 1);
            yield Arrays.copyOfRange(
                bytes, start, Math.min(bytes.length, start + random.nextInt(64)));
          }
          default -> new byte[0];
        };
    byte[] mutant = Arrays.copyOf(bytes, bytes.length - (to - from) + insert.length);
    System.arraycopy(insert, 0, mutant, from, insert.length);
    System.arraycopy(bytes, to, mutant, from + insert.length, bytes.length - to);
    return mutant;
  }
}
