package dev.mossspore.testing;

import dev.mossspore.base.PeerId;
import dev.mossspore.discovery.Capabilities;
import dev.mossspore.discovery.OwnAnnouncements;
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

/** A peer that behaves: it dials once, answers pings, and pings when told to. Thread-safe. */
public final class HonestPeer implements PacketReceiver, AutoCloseable {
  private static final EnvelopeDecoder DECODER = new EnvelopeDecoder();
  private static final long TIMEOUT_SECONDS = 5;
  private static final int LONGEST_OVER_UDP = 32 << 10;

  private final LightNode node;
  private final Map<String, Waiting> pings = new ConcurrentHashMap<>();
  private volatile @Nullable Link link;
  private volatile boolean ended;

  private record Waiting(long sentAt, CompletableFuture<Duration> roundTrip) {}

  /** A peer with a new identity, on threads that many share. */
  public HonestPeer(LightNode.Threads threads) {
    this.node = new LightNode(threads);
  }

  public PeerId id() {
    return node.identity().peerId();
  }

  /** Whether a ping that carries so much fits into one packet. */
  public boolean carries(int length) {
    Link current = link;
    return current != null && (current.carrier() == Carrier.TCP || length <= LONGEST_OVER_UDP);
  }

  /**
   * Succeeds once the node has answered a ping: it has admitted this peer.
   *
   * @param from where a UDP socket is bound
   */
  public CompletableFuture<Duration> connect(
      Carrier carrier, InetSocketAddress target, InetAddress from) {
    long start = System.nanoTime();
    return node.dial(carrier, target, from)
        .thenCompose(
            established -> {
              link = established;
              established.open(this);
              return ping();
            })
        .thenApply(pong -> Duration.ofNanos(System.nanoTime() - start));
  }

  /** The round trip, which fails when it takes more than five seconds. */
  public CompletableFuture<Duration> ping() {
    return ping(0);
  }

  /**
   * A ping of any length.
   *
   * @param length of what the ping carries, which is not answered
   */
  public CompletableFuture<Duration> ping(int length) {
    String id = UUID.randomUUID().toString();
    CompletableFuture<Duration> roundTrip = new CompletableFuture<>();
    pings.put(id, new Waiting(System.nanoTime(), roundTrip));
    send(EnvelopeType.PING, id, length);
    return roundTrip
        .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .whenComplete((pong, failure) -> pings.remove(id));
  }

  /** Says, signed, where this peer can be dialled. */
  public void announce(String address) {
    send(new OwnAnnouncements(node.identity()).peerAnnounce(address, Capabilities.UNPROBED));
  }

  /** Whether its session has ended, by whomever. */
  public boolean ended() {
    return ended;
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
  public void closed(CloseReason reason) {
    ended = true;
  }

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
    send(Envelope.of(type).requestId(id).payload(Blob.copyOf(new byte[length])).build());
  }

  private void send(Envelope envelope) {
    Link current = link;
    if (current != null) {
      current.send(EnvelopeEncoder.encode(envelope));
    }
  }
}
