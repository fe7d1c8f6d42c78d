package dev.mossspore.testing;

import dev.mossspore.testkit.Await;
import dev.mossspore.transport.Carrier;
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
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The two ends of a session through a relay, one sending numbered packets to the other. Used by one
 * thread; figures may be read by any.
 */
public final class RelayPair implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final long AGAIN = Duration.ofMillis(500).toNanos();
  private static final int HEADER = 16;

  private final TestNode source = TestNode.start();
  private final TestNode target = TestNode.start();
  private final Carrier carrier;
  private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
  private final AtomicLong deliveredBytes = new AtomicLong();
  private final AtomicInteger pings = new AtomicInteger();
  private final AtomicInteger pongs = new AtomicInteger();
  private final AtomicInteger strays = new AtomicInteger();
  private final AtomicInteger flaws = new AtomicInteger();
  private final Link fromSource;
  private final Link fromTarget;
  private volatile String session = "";
  private volatile boolean accepted;
  private long expected;
  private int sent;
  private long sentBytes;

  private RelayPair(InetSocketAddress relay, Carrier carrier) throws Exception {
    this.carrier = carrier;
    fromSource = dial(source, relay);
    fromTarget = dial(target, relay);
  }

  /** Connects both ends; there is no session yet. */
  public static RelayPair connect(InetSocketAddress relay, Carrier carrier) throws Exception {
    return new RelayPair(relay, carrier);
  }

  /** Opens a session, and returns when the target has accepted it. */
  public RelayPair open(String id) {
    session = id;
    accepted = false;
    long[] asked = {System.nanoTime() - AGAIN};
    Await.until(
        "the accept has come",
        SOON,
        () -> {
          // Until the relay has let both in, a request leads to nothing.
          if (System.nanoTime() - asked[0] >= AGAIN) {
            asked[0] = System.nanoTime();
            request(id);
          }
          return accepted;
        });
    return this;
  }

  /** Asks for a session, and does not wait. */
  public void request(String id) {
    send(fromSource, envelope(EnvelopeType.RELAY_REQUEST, id, source, target));
  }

  public TestNode target() {
    return target;
  }

  /** Sends one packet of so many bytes of payload, 16 at least. */
  public void send(int payload) {
    ByteBuffer bytes = ByteBuffer.allocate(payload);
    bytes.putLong(System.nanoTime()).putLong(sent);
    while (bytes.hasRemaining()) {
      bytes.put((byte) sent);
    }
    sent++;
    sentBytes += payload;
    send(
        fromSource,
        envelope(EnvelopeType.RELAY_DATA, session, source, target)
            .payload(Blob.wrap(bytes.array())));
  }

  /** Lets the target ping the relay. */
  public void ping() {
    pings.incrementAndGet();
    send(fromTarget, Envelope.of(EnvelopeType.PING).requestId("p"));
  }

  public int sent() {
    return sent;
  }

  /** Of payload. */
  public long sentBytes() {
    return sentBytes;
  }

  public int delivered() {
    return latencies.size();
  }

  /** Of payload. */
  public long deliveredBytes() {
    return deliveredBytes.get();
  }

  public int pings() {
    return pings.get();
  }

  /** Pings that the relay has not answered yet. */
  public int unanswered() {
    return pings.get() - pongs.get();
  }

  /** Packets of other sessions that came to the target. */
  public int strays() {
    return strays.get();
  }

  /** Packets that were altered, repeated, or came after a later one. */
  public int flaws() {
    return flaws.get();
  }

  public long p99Millis() {
    long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
    return TimeUnit.NANOSECONDS.toMillis(sorted[sorted.length * 99 / 100]);
  }

  /** Both ends leave. */
  @Override
  public void close() {
    source.close();
    target.close();
  }

  private Link dial(TestNode node, InetSocketAddress relay) throws Exception {
    if (carrier == Carrier.UDP) {
      node.transport().listen(Hosts.towards(relay), 0);
    }
    Link link =
        (carrier == Carrier.TCP
                ? node.transport().tcp().dial(relay, null)
                : node.transport().udp().dial(relay, null))
            .get(30, TimeUnit.SECONDS);
    link.open(
        new PacketReceiver() {
          private final EnvelopeDecoder decoder = new EnvelopeDecoder();

          @Override
          public void packet(ByteBuffer packet) {
            int offset = packet.arrayOffset() + packet.position();
            if (decoder.decode(packet.array(), offset, packet.remaining())
                instanceof Decoded(Envelope envelope)) {
              take(link, envelope);
            } else {
              flaws.incrementAndGet();
            }
          }

          @Override
          public void closed(CloseReason reason) {}
        });
    return link;
  }

  private void take(Link link, Envelope envelope) {
    switch (EnvelopeType.named(envelope.type()).orElseThrow()) {
      case PING -> send(link, Envelope.of(EnvelopeType.PONG).requestId(envelope.requestId()));
      case PONG -> pongs.incrementAndGet();
      case RELAY_REQUEST -> {
        if (envelope.relaySession().equals(session)) {
          send(link, envelope(EnvelopeType.RELAY_ACCEPT, session, target, source));
        }
      }
      case RELAY_ACCEPT -> accepted |= envelope.relaySession().equals(session);
      case RELAY_DATA -> data(envelope);
      default -> {
        // Announcements are nothing to an end here.
      }
    }
  }

  private void data(Envelope envelope) {
    ByteBuffer payload = envelope.payload().asBuffer();
    if (!envelope.relaySession().equals(session) || payload.remaining() < HEADER) {
      strays.incrementAndGet();
      return;
    }
    deliveredBytes.addAndGet(payload.remaining());
    latencies.add(System.nanoTime() - payload.getLong());
    long number = payload.getLong();
    boolean whole = number >= expected;
    while (payload.hasRemaining()) {
      whole &= payload.get() == (byte) number;
    }
    expected = number + 1;
    if (!whole) {
      flaws.incrementAndGet();
    }
  }

  private static void send(Link link, EnvelopeBuilder envelope) {
    link.send(EnvelopeEncoder.encode(envelope.build()));
  }

  private static EnvelopeBuilder envelope(
      EnvelopeType type, String session, TestNode from, TestNode to) {
    return Envelope.of(type)
        .relaySession(session)
        .relaySource(from.identity().peerId().hex())
        .relayTarget(to.identity().peerId().hex());
  }
}
