package dev.mossspore.wire;

import dev.mossspore.wire.Envelope.Contact;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Random envelopes: every field at its zero, at an edge, or anything. */
final class Envelopes {
  private static final int[] CODE_POINTS = {
    0, '\b', '\t', '\n', 0x1f, ' ', '"', '&', '<', '\\', 'a', 0x7f, 0x80, 0x7ff, 0x800, 0x2027,
    0x2028, 0x2029, 0xd7ff, 0xe000, 0xfffd, 0xffff, 0x10000, 0x1f600, 0x10ffff
  };

  private Envelopes() {}

  static Envelope draw(RandomGenerator random) {
    return new EnvelopeBuilder(text(random))
        .channel(text(random))
        .messageId(text(random))
        .messageIds(list(random, Envelopes::text))
        .sequence(number(random))
        .senderId(blob(random))
        .relaySession(text(random))
        .relaySource(text(random))
        .relayTarget(text(random))
        .relaySignature(blob(random))
        .requestId(text(random))
        .coordStage(text(random))
        .coordAt(number(random))
        .observedAddr(text(random))
        .advertisedPeerId(text(random))
        .advertisedAddr(text(random))
        .advertisedNatType(text(random))
        .advertisedReachable(random.nextBoolean())
        .advertisedRelayCapable(random.nextBoolean())
        .advertisedNoiseStatic(blob(random))
        .advertisedSignature(blob(random))
        .reachable(random.nextBoolean())
        .payload(blob(random))
        .ovKey(blob(random))
        .ovContacts(list(random, r -> new Contact(blob(r), text(r))))
        .ovProviders(list(random, r -> new Envelope.Provider(blob(r), blob(r))))
        .build();
  }

  private static String text(RandomGenerator random) {
    return IntStream.generate(() -> CODE_POINTS[random.nextInt(CODE_POINTS.length)])
        .limit(size(random))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static Blob blob(RandomGenerator random) {
    byte[] bytes = new byte[size(random)];
    random.nextBytes(bytes);
    return Blob.wrap(bytes);
  }

  private static <T> List<T> list(RandomGenerator random, Function<RandomGenerator, T> element) {
    return IntStream.range(0, size(random) % 4).mapToObj(i -> element.apply(random)).toList();
  }

  private static long number(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> Long.MIN_VALUE;
      case 2 -> -1;
      default -> random.nextLong();
    };
  }

  private static int size(RandomGenerator random) {
    return random.nextInt(8) == 0 ? random.nextInt(600) : random.nextInt(5);
  }
}
