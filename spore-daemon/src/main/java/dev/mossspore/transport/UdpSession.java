package dev.mossspore.transport;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.PeerId;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A session over UDP: one to three candidates with one endpoint (chapter 01 section 6.5, chapter 02
 * section 4). It settles on the first candidate on which a packet of the remote decrypts; the
 * others go on receiving. Everything but the methods of {@link Link} is confined to the UDP loop.
 */
final class UdpSession implements Link {
  /** Candidates per endpoint. */
  static final int MAX_CANDIDATES = 3;

  private static final int EARLY_PACKETS = 64;
  private static final long CONTROL_LIMIT = 1 << 20;
  private static final long STALE = Duration.ofSeconds(5).toNanos();

  private final UdpContext context;
  private final UdpEndpoint endpoint;
  private final InetSocketAddress remote;
  private final List<Candidate> candidates = new ArrayList<>(1);
  private final Deque<ByteBuffer> early = new ArrayDeque<>();
  private final AtomicReference<@Nullable CloseReason> closeReason = new AtomicReference<>();
  private final SendQueue queue;
  private final LinkTraffic traffic = new LinkTraffic();
  private final long createdAt;
  private final boolean padded;
  private Candidate sending;
  private volatile boolean outbound;
  private boolean settled;
  private boolean reported;
  private boolean ended;
  private long receivedAt;
  private @Nullable PacketReceiver receiver;

  UdpSession(UdpContext context, UdpEndpoint endpoint, InetSocketAddress remote, Candidate first) {
    this.context = context;
    this.endpoint = endpoint;
    this.remote = remote;
    this.createdAt = context.now();
    this.padded = context.padData().getAsBoolean();
    this.receivedAt = createdAt;
    this.sending = first;
    this.outbound = first.ours();
    this.queue =
        new SendQueue(
            CONTROL_LIMIT, endpoint.forwards(), context.handshakes().counters().unsentForwards());
    candidates.add(first);
  }

  @Override
  public PeerId remoteId() {
    return candidates.getFirst().keys().remoteId();
  }

  @Override
  public byte[] remoteStatic() {
    return candidates.getFirst().keys().remoteStatic();
  }

  @Override
  public HostPort remoteAddress() {
    return new HostPort(remote.getAddress().getHostAddress(), remote.getPort());
  }

  @Override
  public Carrier carrier() {
    return Carrier.UDP;
  }

  /** The direction of the candidate it sends on, which may change until the session has settled. */
  @Override
  public boolean outbound() {
    return outbound;
  }

  @Override
  public LinkTraffic traffic() {
    return traffic;
  }

  @Override
  public void open(PacketReceiver packets) {
    context.loop().execute(() -> begin(packets));
  }

  @Override
  public boolean send(byte[] packet) {
    if (closeReason.get() != null) {
      return false;
    }
    if (packet.length > DatagramSealer.MAX_PACKET) {
      context.handshakes().counters().tooLarge().increment();
      return false;
    }
    if (!queue.control(packet)) {
      context.handshakes().counters().overBudget().increment();
      return false;
    }
    wake();
    return true;
  }

  @Override
  public Forwarding forwardControl(byte[] packet) {
    return forwarded(
        packet.length > DatagramSealer.MAX_PACKET
            ? Forwarding.TOO_LARGE
            : queue.foreignControl(packet));
  }

  @Override
  public Forwarding forward(ByteBuffer packet) {
    return forwarded(
        packet.remaining() > DatagramSealer.MAX_PACKET ? Forwarding.TOO_LARGE : queue.bulk(packet));
  }

  @Override
  public void close(CloseReason reason) {
    if (closeReason.compareAndSet(null, reason)) {
      context.handshakes().counters().closings().increment(reason);
      context.loop().execute(() -> end(reason));
    }
  }

  /**
   * Makes room for the session of a remote that came back; whoever listens has been told before
   * this returns.
   */
  void giveWay() {
    close(CloseReason.REPLACED);
    end(Objects.requireNonNull(closeReason.get()));
  }

  InetSocketAddress remote() {
    return remote;
  }

  /** Whether a packet of the remote has decrypted on some candidate. */
  boolean settled() {
    return settled;
  }

  boolean reported() {
    return reported;
  }

  /** Whether nothing valid has arrived for five seconds (R3). */
  boolean stale() {
    return context.now() - receivedAt >= STALE;
  }

  /** Whether a further handshake with the same peer belongs to this session's own opening. */
  boolean opening() {
    return context.now() - createdAt < STALE && candidates.size() < MAX_CANDIDATES;
  }

  /**
   * Adds what another handshake with the same peer came to; unsettled, it prefers the remote's own
   * (S3).
   */
  void add(Candidate candidate) {
    candidates.add(candidate);
    if (!settled && !candidate.ours()) {
      sendOn(candidate);
    }
  }

  /** Tells the listener, once; from here on the session counts. */
  void report() {
    if (!reported && closeReason.get() == null) {
      reported = true;
      context.ended(HandshakeResult.ESTABLISHED);
      context.listener().established(this);
      endpoint.reported(this);
    }
  }

  /** Takes the payload of a data datagram. Returns false if no candidate opens it. */
  boolean receive(ByteBuffer sessionPacket) {
    for (Candidate candidate : candidates) {
      ByteBuffer packet = candidate.opener().open(sessionPacket.duplicate());
      if (packet != null) {
        receivedAt = context.now();
        traffic.received().add(sessionPacket.remaining());
        if (!settled) {
          settled = true;
          sendOn(candidate);
        }
        report();
        deliver(packet);
        return true;
      }
    }
    return false;
  }

  private void sendOn(Candidate candidate) {
    sending = candidate;
    outbound = candidate.ours();
  }

  private void deliver(ByteBuffer packet) {
    if (!Mux.unpackDefault(packet)) {
      context.handshakes().counters().strayPackets().increment();
    } else if (receiver != null) {
      receiver.packet(packet);
    } else if (early.size() < EARLY_PACKETS) {
      early.add(packet);
    } else {
      context.drops().increment(DatagramDrop.WAITING_FULL);
    }
  }

  private void begin(PacketReceiver packets) {
    CloseReason reason = closeReason.get();
    if (reason != null) {
      packets.closed(reason);
      return;
    }
    receiver = packets;
    for (ByteBuffer packet = early.poll(); packet != null; packet = early.poll()) {
      packets.packet(packet);
    }
  }

  private Forwarding forwarded(Forwarding result) {
    if (result == Forwarding.TAKEN) {
      wake();
    }
    return result;
  }

  /** The network takes datagrams again. */
  void resume() {
    drain();
  }

  private void wake() {
    if (queue.claim()) {
      context.loop().execute(this::drain);
    }
  }

  private void drain() {
    queue.claimed();
    if (closeReason.get() != null) {
      queue.close();
      return;
    }
    while (context.output().ready()) {
      ByteBuffer packet = queue.next();
      if (packet == null) {
        return;
      }
      transmit(packet);
    }
    if (!queue.isEmpty()) {
      endpoint.stuck(this);
    }
  }

  private void transmit(ByteBuffer packet) {
    if (settled || candidates.size() == 1) {
      transmit(sending, packet);
    } else {
      // Undecided: the remote drops the copies it has no keys for.
      candidates.forEach(candidate -> transmit(candidate, packet.duplicate()));
    }
  }

  private void transmit(Candidate candidate, ByteBuffer packet) {
    byte[] sealed = candidate.sealer().seal(packet);
    traffic.sent().add(sealed.length);
    context.transmitData(remote, sealed, padded);
  }

  private void end(CloseReason reason) {
    if (ended) {
      return;
    }
    ended = true;
    endpoint.ended(this);
    queue.close();
    early.clear();
    if (receiver != null) {
      receiver.closed(reason);
    }
  }
}
