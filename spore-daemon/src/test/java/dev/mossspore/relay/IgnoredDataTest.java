package dev.mossspore.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.base.PeerId;
import dev.mossspore.config.QuotaPeriod;
import dev.mossspore.crypto.Identity;
import dev.mossspore.wire.Blob;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeBuilder;
import dev.mossspore.wire.EnvelopeEncoder;
import dev.mossspore.wire.EnvelopeType;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Relayed data that nobody acts on is counted as such. */
@Tag("unit")
class IgnoredDataTest {
  private static final int BYTES = 100;

  private final SecureRandom random = new SecureRandom();
  private final MeshBench bench =
      new MeshBench(
          Identity.generate(random),
          new RelaySettings(
              true,
              1 << 20,
              0,
              10,
              Duration.ofMinutes(30),
              Duration.ofMinutes(1),
              0,
              QuotaPeriod.MONTH));
  private final PeerId a = Identity.generate(random).peerId();
  private final PeerId b = Identity.generate(random).peerId();

  @BeforeEach
  void connect() {
    bench.connect(a);
    bench.connect(b);
    arrive(a, message(EnvelopeType.RELAY_REQUEST, a, b));
    arrive(b, message(EnvelopeType.RELAY_ACCEPT, b, a));
    bench.link(b).takeForwarded();
  }

  @Test
  void isCountedWhereItFindsNoRoomBehindControl() {
    bench.holdLoop();
    arrive(a, message(EnvelopeType.RELAY_REQUEST, a, b));
    for (int i = 0; i < 300; i++) {
      arrive(a, data(a, b));
    }
    bench.releaseLoop();
    assertEquals(45, bench.relay().counters().droppedPackets().get(DataDrop.IGNORED));
    assertEquals(255, bench.relay().counters().forwardedPackets().sum());
    RelayCounters counters = bench.relay().counters();
    long dropped = Stream.of(DataDrop.values()).mapToLong(counters.droppedBytes()::get).sum();
    assertEquals(300L * BYTES, counters.forwardedBytes().sum() + dropped);
  }

  private void arrive(PeerId from, EnvelopeBuilder message) {
    bench.link(from).arrive(new String(EnvelopeEncoder.encode(message.build()), UTF_8));
  }

  private static EnvelopeBuilder data(PeerId from, PeerId to) {
    return message(EnvelopeType.RELAY_DATA, from, to).payload(Blob.wrap(new byte[BYTES]));
  }

  private static EnvelopeBuilder message(EnvelopeType type, PeerId from, PeerId to) {
    return Envelope.of(type).relaySession("s").relaySource(from.hex()).relayTarget(to.hex());
  }
}
