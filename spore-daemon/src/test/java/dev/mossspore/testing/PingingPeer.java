package dev.mossspore.testing;

import dev.mossspore.testkit.Await;
import dev.mossspore.transport.CloseReason;
import dev.mossspore.transport.Link;
import dev.mossspore.transport.PacketReceiver;
import dev.mossspore.wire.DecodeResult;
import dev.mossspore.wire.Envelope;
import dev.mossspore.wire.EnvelopeDecoder;
import dev.mossspore.wire.EnvelopeEncoder;
import dev.mossspore.wire.EnvelopeType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A peer over TCP that answers pings, and measures how long its own take. */
public final class PingingPeer implements PacketReceiver, AutoCloseable {
  private static final EnvelopeDecoder DECODER = new EnvelopeDecoder();
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final TestNode node = TestNode.start();
  private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
  private volatile @Nullable Link link;
  private volatile @Nullable CloseReason closed;

  private PingingPeer() {}

  /** A peer with a new identity, connected to nobody. */
  public static PingingPeer start() {
    return new PingingPeer();
  }

  /** Dials a node on loopback and waits until it has answered a ping. */
  public void connect(int port) throws Exception {
    InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    Link dialled =
        node.transport().tcp().dial(target, null).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    link = dialled;
    dialled.open(this);
    roundTrip();
  }

  /** Pings, and waits for the answer. */
  public Duration roundTrip() throws InterruptedException {
    String id = UUID.randomUUID().toString();
    long start = System.nanoTime();
    send(EnvelopeType.PING, id);
    while (true) {
      String answered = pongs.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (answered == null) {
        throw new AssertionError("no answer to a ping in " + LIMIT.toSeconds() + " s");
      }
      if (answered.equals(id)) {
        return Duration.ofNanos(System.nanoTime() - start);
      }
    }
  }

  /** Who it is, in hex. */
  public String id() {
    return node.identity().peerId().hex();
  }

  /** Says something else. */
  public void say(Envelope envelope) {
    Link current = link;
    if (current != null) {
      current.send(EnvelopeEncoder.encode(envelope));
    }
  }

  /** Why the session ended; null while it lasts. */
  public @Nullable CloseReason closed() {
    return closed;
  }

  @Override
  public void packet(ByteBuffer packet) {
    byte[] bytes = new byte[packet.remaining()];
    packet.get(bytes);
    if (DECODER.decode(bytes) instanceof DecodeResult.Decoded(Envelope envelope)) {
      switch (EnvelopeType.named(envelope.type()).orElseThrow()) {
        case PING -> send(EnvelopeType.PONG, envelope.requestId());
        case PONG -> pongs.add(envelope.requestId());
        default -> {}
      }
    }
  }

  @Override
  public void closed(CloseReason reason) {
    closed = reason;
  }

  /** Leaves, and returns when the socket is closed. */
  @Override
  public void close() {
    Link current = link;
    if (current != null) {
      current.close(CloseReason.STOPPING);
      Await.until("the session is closed", LIMIT, () -> closed != null);
    }
    node.close();
  }

  private void send(EnvelopeType type, String id) {
    say(Envelope.of(type).requestId(id).build());
  }
}
