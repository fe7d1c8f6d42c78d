package dev.mossspore.relay;

import dev.mossspore.testing.Await;
import dev.mossspore.testing.TestNode;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.Link;
import dev.mossspore.transport.PacketReceiver;
import dev.mossspore.wire.Blob;
import dev.mossspore.wire.DecodeResult.Decoded;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeBuilder;
import dev.mossspore.wire.EnvelopeDecoder;
import dev.mossspore.wire.EnvelopeEncoder;
import dev.mossspore.wire.EnvelopeType;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Two honest ends of a session, one sending to the other at an even rate. */
final class VictimPair implements AutoCloseable {
  private static final String SESSION = "victims";
  private static final int PAYLOAD = 1000;
  private static final Duration SOON = Duration.ofSeconds(20);

  private final TestNode source = TestNode.start();
  private final TestNode target = TestNode.start();
  private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pings = new AtomicInteger();
  private final AtomicInteger pongs = new AtomicInteger();
  private final AtomicInteger strays = new AtomicInteger();
  private final Link fromSource;
  private final Link fromTarget;
  private int sent;
  private volatile boolean accepted;

  VictimPair(RelayNode relay) throws Exception {
    fromSource = dial(source, relay);
    fromTarget = dial(target, relay);
    Await.until("both are peers", SOON, () -> relay.peers() == 2);
    send(fromSource, envelope(EnvelopeType.RELAY_REQUEST, source, target));
    Await.until("the request is carried", SOON, () -> relay.relay().carried() == 1);
    send(fromTarget, envelope(EnvelopeType.RELAY_ACCEPT, target, source));
    Await.until("the accept has come", SOON, () -> accepted);
  }

  TestNode target() {
    return target;
  }

  /** Sends one packet, and a ping now and then. */
  void step() {
    ByteBuffer payload = ByteBuffer.allocate(PAYLOAD).putLong(0, System.nanoTime());
    send(
        fromSource,
        envelope(EnvelopeType.RELAY_DATA, source, target).payload(Blob.wrap(payload.array())));
    if (sent++ % 20 == 0) {
      pings.incrementAndGet();
      send(fromTarget, Envelope.of(EnvelopeType.PING).requestId("p"));
    }
  }

  int sent() {
    return sent;
  }

  int delivered() {
    return latencies.size();
  }

  int unanswered() {
    return pings.get() - pongs.get();
  }

  /** Packets of other sessions that came to the target. */
  int strays() {
    return strays.get();
  }

  long p99Millis() {
    long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
    return TimeUnit.NANOSECONDS.toMillis(sorted[sorted.length * 99 / 100]);
  }

  @Override
  public void close() {
    source.close();
    target.close();
  }

  private Link dial(TestNode node, RelayNode relay) throws Exception {
    Link link = node.transport().tcp().dial(relay.address(), null).get(10, TimeUnit.SECONDS);
    link.open(
        new PacketReceiver() {
          private final EnvelopeDecoder decoder = new EnvelopeDecoder();

          @Override
          public void packet(ByteBuffer packet) {
            int offset = packet.arrayOffset() + packet.position();
            take(((Decoded) decoder.decode(packet.array(), offset, packet.remaining())).envelope());
          }

          @Override
          public void closed(CloseReason reason) {}
        });
    return link;
  }

  private void take(Envelope envelope) {
    switch (EnvelopeType.named(envelope.type()).orElseThrow()) {
      case PONG -> pongs.incrementAndGet();
      case RELAY_ACCEPT -> accepted = true;
      case RELAY_DATA -> {
        if (envelope.relaySession().equals(SESSION)) {
          latencies.add(System.nanoTime() - envelope.payload().asBuffer().getLong());
        } else {
          strays.incrementAndGet();
        }
      }
      default -> {
        // Requests and announcements are nothing to an honest end here.
      }
    }
  }

  private static void send(Link link, EnvelopeBuilder envelope) {
    link.send(EnvelopeEncoder.encode(envelope.build()));
  }

  private static EnvelopeBuilder envelope(EnvelopeType type, TestNode from, TestNode to) {
    return Envelope.of(type)
        .relaySession(SESSION)
        .relaySource(from.identity().peerId().hex())
        .relayTarget(to.identity().peerId().hex());
  }
}
