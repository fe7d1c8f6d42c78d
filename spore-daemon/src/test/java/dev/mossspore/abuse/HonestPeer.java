package dev.mossspore.abuse;

import dev.mossspore.base.PeerId;
import dev.mossspore.transport.Carrier;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.LightNode;
import dev.mossspore.transport.Link;
import dev.mossspore.transport.PacketReceiver;
import dev.mossspore.wire.Blob;
import dev.mossspore.wire.DecodeResult;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeDecoder;
import dev.mossspore.wire.EnvelopeEncoder;
import dev.mossspore.wire.EnvelopeType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A peer that behaves: it dials once, answers pings, and pings when told to. */
final class HonestPeer implements PacketReceiver, AutoCloseable {
  private static final EnvelopeDecoder DECODER = new EnvelopeDecoder();
  private static final long TIMEOUT_SECONDS = 5;
  private static final int LONGEST_OVER_UDP = 32 << 10;

  private final LightNode node;
  private final Map<String, Waiting> pings = new ConcurrentHashMap<>();
  private volatile @Nullable Link link;

  private record Waiting(long sentAt, CompletableFuture<Duration> roundTrip) {}

  HonestPeer(LightNode.Threads threads) {
    this.node = new LightNode(threads);
  }

  PeerId id() {
    return node.identity().peerId();
  }

  /** Whether a ping that carries so much fits into one packet. */
  boolean carries(int length) {
    Link current = link;
    return current != null && (current.carrier() == Carrier.TCP || length <= LONGEST_OVER_UDP);
  }

  /** Succeeds once the victim has answered a ping: it has admitted this peer. */
  CompletableFuture<Duration> connect(Carrier carrier, InetSocketAddress victim, InetAddress from) {
    long start = System.nanoTime();
    return node.dial(carrier, victim, from)
        .thenCompose(
            established -> {
              link = established;
              established.open(this);
              return ping();
            })
        .thenApply(pong -> Duration.ofNanos(System.nanoTime() - start));
  }

  /** The round trip, which fails when it takes more than five seconds. */
  CompletableFuture<Duration> ping() {
    return ping(0);
  }

  /**
   * @param length of what the ping carries, which is not answered
   */
  CompletableFuture<Duration> ping(int length) {
    String id = UUID.randomUUID().toString();
    CompletableFuture<Duration> roundTrip = new CompletableFuture<>();
    pings.put(id, new Waiting(System.nanoTime(), roundTrip));
    send(EnvelopeType.PING, id, length);
    return roundTrip
        .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .whenComplete((pong, failure) -> pings.remove(id));
  }

  @Override
  public void packet(ByteBuffer packet) {
    byte[] bytes = new byte[packet.remaining()];
    packet.get(bytes);
    if (DECODER.decode(bytes) instanceof DecodeResult.Decoded(Envelope envelope)) {
      switch (EnvelopeType.named(envelope.type()).orElseThrow()) {
        case PING -> send(EnvelopeType.PONG, envelope.requestId(), 0);
        case PONG -> pong(envelope.requestId());
        default -> {}
      }
    }
  }

  @Override
  public void closed(CloseReason reason) {}

  @Override
  public void close() {
    Link current = link;
    if (current != null) {
      current.close(CloseReason.STOPPING);
    }
    node.close();
  }

  private void pong(String id) {
    Waiting waiting = pings.get(id);
    if (waiting != null) {
      waiting.roundTrip().complete(Duration.ofNanos(System.nanoTime() - waiting.sentAt()));
    }
  }

  private void send(EnvelopeType type, String id, int length) {
    Link current = link;
    if (current != null) {
      current.send(
          EnvelopeEncoder.encode(
              Envelope.of(type).requestId(id).payload(Blob.copyOf(new byte[length])).build()));
    }
  }
}
