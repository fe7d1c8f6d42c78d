package dev.mossspore.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.base.HostPort;
import dev.mossspore.crypto.AeadCipher;
import dev.mossspore.testing.ForAll;
import dev.mossspore.testing.Vectors;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any bytes are an answer, never an exception. */
@Tag("wire")
class DatagramFuzzTest {
  private static final int DRAWS = 20_000;
  private static final int LONGEST_RANDOM = 100;
  private static final byte[] KEY = ObfuscationCodec.key("moss/1");

  private static final List<byte[]> STUN =
      Vectors.cases("transport/stun").stream()
          .filter(vector -> vector.path("inputs").has("packet"))
          .map(vector -> Vectors.hex(vector.path("inputs"), "packet"))
          .toList();

  private final ObfuscationCodec codec = new ObfuscationCodec(KEY, new SplittableRandom(1));

  @Test
  void everyDatagramIsAnswered() {
    List<byte[]> corpus =
        Vectors.cases("transport/obfs_seal_open").stream()
            .filter(vector -> vector.path("inputs").has("datagram"))
            .map(vector -> Vectors.hex(vector.path("inputs"), "datagram"))
            .toList();
    fuzz(
        corpus,
        datagram -> {
          var opened = codec.open(datagram, 0, datagram.length);
          if (opened != null) {
            assertTrue(opened.payload().remaining() <= datagram.length - ObfuscationCodec.OVERHEAD);
          }
        });
  }

  /** Whoever knows the network id can seal any plaintext. */
  @Test
  void everySealedPlaintextIsAnswered() {
    fuzz(
        List.of(new byte[] {4, 0, 1, 9, 9}),
        plaintext -> {
          byte[] sealed = new AeadCipher(KEY).seal(new byte[12], plaintext);
          byte[] datagram = Arrays.copyOf(new byte[12], 12 + sealed.length);
          System.arraycopy(sealed, 0, datagram, 12, sealed.length);
          var opened = codec.open(datagram, 0, datagram.length);
          if (opened != null) {
            assertEquals(plaintext[0], (byte) opened.kind());
            assertTrue(opened.payload().remaining() <= plaintext.length - 3);
          }
        });
  }

  @Test
  void everySessionPacketIsAnswered() {
    List<JsonNode> inputs =
        Vectors.cases("transport/session_udp").stream()
            .map(vector -> vector.path("inputs"))
            .filter(vector -> vector.has("session_packet"))
            .toList();
    List<byte[]> corpus =
        inputs.stream().map(vector -> Vectors.hex(vector, "session_packet")).toList();
    DatagramOpener opener = new DatagramOpener(Vectors.hex(inputs.getFirst(), "recv_key"));
    fuzz(
        corpus,
        packet -> {
          byte[] array = packet.clone();
          if (opener.open(ByteBuffer.wrap(array)) == null) {
            assertArrayEquals(packet, array);
          }
        });
  }

  @Test
  void everyStunMessageIsAnswered() {
    fuzz(
        STUN,
        packet -> {
          boolean stun = Stun.looksLikeStun(packet, 0, packet.length);
          assertEquals(stun, Stun.transactionId(packet, 0, packet.length) != null);
          var answer = Stun.answer(packet, 0, packet.length);
          assertTrue(stun || answer instanceof Stun.Answer.NotAnAnswer);
          if (answer instanceof Stun.Answer.Mapped(HostPort address)) {
            assertEquals(address, HostPort.parse(address.toString()));
          }
        });
  }

  @Test
  void everyObservedTextIsAnswered() {
    List<byte[]> corpus =
        List.of(
            "0123456789abcdef192.0.2.10:40001".getBytes(StandardCharsets.US_ASCII),
            "0123456789abcdef[2001:db8::1]:1".getBytes(StandardCharsets.US_ASCII));
    fuzz(
        corpus,
        payload -> {
          HostPort observed = Observe.observed(ByteBuffer.wrap(payload));
          if (observed != null) {
            byte[] text = Arrays.copyOfRange(payload, Observe.TOKEN_LENGTH, payload.length);
            assertEquals(observed.toString(), new String(text, StandardCharsets.US_ASCII));
          }
        });
  }

  private static void fuzz(List<byte[]> corpus, Consumer<byte[]> property) {
    ForAll.forAll(
        DRAWS,
        random -> HexFormat.of().formatHex(draw(corpus, random)),
        hex -> property.accept(HexFormat.of().parseHex(hex)));
  }

  /** Random bytes, or one of the corpus with a few bytes changed and perhaps another length. */
  private static byte[] draw(List<byte[]> corpus, RandomGenerator random) {
    if (random.nextInt(8) == 0) {
      byte[] bytes = new byte[random.nextInt(LONGEST_RANDOM)];
      random.nextBytes(bytes);
      return bytes;
    }
    byte[] origin = corpus.get(random.nextInt(corpus.size()));
    byte[] bytes =
        random.nextInt(4) == 0
            ? Arrays.copyOf(origin, random.nextInt(origin.length + 8))
            : origin.clone();
    for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          (byte) (random.nextBoolean() ? random.nextInt() : bytes[at] ^ 1 << random.nextInt(8));
    }
    return bytes;
  }
}
