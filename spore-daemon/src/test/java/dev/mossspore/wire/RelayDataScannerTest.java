package dev.mossspore.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class RelayDataScannerTest {
  private static final String A = "a1".repeat(32);
  private static final String B = "b2".repeat(32);
  private static final String HEAD =
      "{\"type\":\"relay_data\",\"relay_session\":\"s\",\"relay_source\":\"%s\",\"relay_target\":\"%s\""
          .formatted(A, B);

  private final RelayDataScanner scanner = new RelayDataScanner();

  @Test
  void findsWhatARelayHasToKnow() {
    assertTrue(scan(HEAD + ",\"payload\":\"QUJDRA==\"}"));
    assertEquals("s", scanner.session());
    assertTrue(scanner.sessionIs("s".getBytes(UTF_8)));
    assertFalse(scanner.sessionIs("t".getBytes(UTF_8)));
    assertTrue(scanner.sourceIs(A.getBytes(UTF_8)));
    assertTrue(scanner.targetIs(B.getBytes(UTF_8)));
    assertFalse(scanner.targetIs(A.getBytes(UTF_8)));
    assertEquals(4, scanner.payloadLength());
    assertTrue(scan(HEAD + "}"));
    assertEquals(0, scanner.payloadLength());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"payload\":\"\"}",
        ",\"payload\":\"QUJDRA=\"}",
        ",\"payload\":\"QUJDRA\"}",
        ",\"payload\":\"QUJDRB==\"}",
        ",\"payload\":\"QUJD\\nRA==\"}",
        ",\"payload\":\"QU\r\nJDRA==\"}",
        ",\"payload\":\"QUJ_RA==\"}",
        ",\"payload\":\"====\"}",
        ",\"payload\":\"QU==QUJD\"}",
        ",\"Payload\":\"QUJDRA==\"}",
        ",\"payload\":\"QUJDRA==\",\"payload\":\"QUJDRA==\"}",
        ",\"payload\":\"QUJDRA==\",\"x\":1}",
        ",\"relay_target\":\"b\"}",
        ", \"payload\":\"QUJDRA==\"}",
        ",\"payload\":\"QUJDRA==\"} ",
        ",\"payload\":null}",
        "} "
      })
  void leavesAllElseToTheDecoder(String tail) {
    assertFalse(scan(HEAD + tail));
  }

  /** The promise: what is accepted is to the byte what our encoder makes of what it means. */
  @Test
  void acceptsWhatTheEncoderWritesAndNothingElse() {
    Random random = new Random(20261122);
    EnvelopeDecoder decoder = new EnvelopeDecoder();
    int accepted = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] packet = EnvelopeEncoder.encode(random(random));
      assertTrue(scanner.scan(packet, 0, packet.length), () -> new String(packet, UTF_8));
      byte[] changed = mutated(packet, random);
      if (scanner.scan(changed, 0, changed.length)) {
        accepted++;
        Envelope meaning = ((DecodeResult.Decoded) decoder.decode(changed)).envelope();
        assertArrayEquals(EnvelopeEncoder.encode(meaning), changed);
        assertEquals("relay_data", meaning.type());
        assertEquals(meaning.relaySession(), scanner.session());
        assertTrue(scanner.sourceIs(meaning.relaySource().getBytes(UTF_8)));
        assertTrue(scanner.targetIs(meaning.relayTarget().getBytes(UTF_8)));
        assertEquals(meaning.payload().length(), scanner.payloadLength());
      }
    }
    assertTrue(accepted > 1000, "too few changes were harmless: " + accepted);
  }

  private static Envelope random(Random random) {
    byte[] payload = new byte[random.nextInt(40)];
    random.nextBytes(payload);
    return Envelope.of(EnvelopeType.RELAY_DATA)
        .relaySession(hex(random, 16))
        .relaySource(hex(random, 32))
        .relayTarget(hex(random, 32))
        .payload(Blob.wrap(payload))
        .build();
  }

  private static String hex(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] mutated(byte[] packet, Random random) {
    int at = random.nextInt(packet.length);
    byte other =
        (byte)
            (random.nextInt(4) == 0
                ? random.nextInt(256)
                : " \"\\=AZaz09+/<,:{}\r\n".charAt(random.nextInt(19)));
    return switch (random.nextInt(3)) {
      case 0 -> {
        byte[] changed = packet.clone();
        changed[at] = other;
        yield changed;
      }
      case 1 -> {
        byte[] longer = Arrays.copyOf(packet, packet.length + 1);
        System.arraycopy(packet, at, longer, at + 1, packet.length - at);
        longer[at] = other;
        yield longer;
      }
      default -> {
        byte[] shorter = Arrays.copyOf(packet, packet.length - 1);
        System.arraycopy(packet, at + 1, shorter, at, packet.length - at - 1);
        yield shorter;
      }
    };
  }

  private boolean scan(String text) {
    byte[] packet = text.getBytes(UTF_8);
    return scanner.scan(packet, 0, packet.length);
  }
}
