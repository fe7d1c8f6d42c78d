package dev.mossspore.transport;

import dev.mossspore.crypto.Handshake;
import dev.mossspore.crypto.HandshakeException;
import dev.mossspore.crypto.HandshakeMode;
import dev.mossspore.crypto.SessionKeys;
import dev.mossspore.transport.PendingHandshake.Answer;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The dialled side of UDP handshakes, with rules R1 to R5 of chapter 01 section 6.5: a repeated
 * first message gets the same answer again, a bad third message destroys nothing, a live session is
 * not touched, and data that comes with the third message waits for it. Confined to the UDP loop.
 */
final class UdpResponder {
  private static final int CAPACITY = 4096;
  private static final int MAX_PER_ENDPOINT = 3;

  /** The longest message of a deployed peer has 263 bytes; some may append clear payload. */
  private static final int MAX_MESSAGE = 1024;

  /** All data that waits, in bytes, with what each datagram costs beyond its length. */
  private static final int MAX_WAITING = 2 << 20;

  private static final int COST = 128;
  private static final int CHALLENGE_LENGTH = 32;
  private static final long LIFETIME = Duration.ofSeconds(5).toNanos();

  private final UdpContext context;
  private final UdpEndpoint endpoint;
  private final RandomGenerator random;
  private final PendingTable table;
  private int waiting;
  private boolean sweeping;

  UdpResponder(UdpContext context, UdpEndpoint endpoint, RandomGenerator random) {
    this.context = context;
    this.endpoint = endpoint;
    this.random = random;
    this.table = new PendingTable(CAPACITY, random);
  }

  /** Takes a first message: the mode byte and message 1. */
  void init(InetSocketAddress from, ByteBuffer payload) {
    HandshakeMode mode =
        payload.hasRemaining() && payload.remaining() <= MAX_MESSAGE
            ? HandshakeMode.of(payload.get(payload.position()))
            : null;
    if (mode == null) {
      context.drops().increment(DatagramDrop.INIT_MALFORMED);
      return;
    }
    UdpSession session = endpoint.session(from);
    if (session != null && session.reported() && !session.stale()) {
      context.drops().increment(DatagramDrop.INIT_ON_LIVE_SESSION);
      return;
    }
    byte[] init = bytes(payload);
    for (PendingHandshake known : table.of(from)) {
      if (Arrays.equals(known.init(), init)) {
        Answer answer = known.answer();
        if (answer != null) {
          context.transmit(from, DatagramKind.RESP, answer.message());
        }
        return;
      }
    }
    begin(new PendingHandshake(from, init, context.now()), mode);
  }

  /** Takes a third message: message 3 of XX, or the challenge of IK. */
  void done(InetSocketAddress from, ByteBuffer payload) {
    if (payload.remaining() > MAX_MESSAGE) {
      context.drops().increment(DatagramDrop.DONE_NOT_AUTHENTIC);
      return;
    }
    byte[] message = bytes(payload);
    boolean taken = false;
    for (PendingHandshake pending : List.copyOf(table.of(from))) {
      Answer answer = pending.answer();
      if (answer == null || pending.judging()) {
        continue;
      }
      taken = true;
      if (answer.challenge().length == 0) {
        Handshake copy = answer.handshake().copy();
        pending.judging(context.offload(() -> judge(pending, copy, message)));
      } else if (MessageDigest.isEqual(answer.challenge(), message)) {
        complete(pending, answer.handshake().keys());
      } else {
        context.drops().increment(DatagramDrop.DONE_NOT_AUTHENTIC);
      }
    }
    if (!taken) {
      context.drops().increment(DatagramDrop.DONE_UNEXPECTED);
    }
  }

  /**
   * Keeps data of an endpoint whose handshake may be about to end. Returns false if there is none.
   */
  boolean keep(InetSocketAddress from, ByteBuffer payload) {
    List<PendingHandshake> pending = table.of(from);
    if (pending.isEmpty()) {
      return false;
    }
    PendingHandshake newest = pending.getLast();
    if (waiting + cost(payload) > MAX_WAITING
        || newest.waiting().size() >= PendingHandshake.MAX_WAITING) {
      context.drops().increment(DatagramDrop.WAITING_FULL);
    } else {
      newest.waiting().add(payload);
      waiting += cost(payload);
    }
    return true;
  }

  int pending() {
    return table.size();
  }

  private void begin(PendingHandshake pending, HandshakeMode mode) {
    byte[] challenge = new byte[mode == HandshakeMode.IK ? CHALLENGE_LENGTH : 0];
    random.nextBytes(challenge);
    byte[] message = Arrays.copyOfRange(pending.init(), 1, pending.init().length);
    if (!context.offloadFirst(() -> answer(pending, mode, message, challenge))) {
      context.ended(HandshakeResult.REFUSED);
      return;
    }
    List<PendingHandshake> others = table.of(pending.remote());
    if (others.size() >= MAX_PER_ENDPOINT) {
      forget(others.getFirst());
    }
    PendingHandshake evicted = table.add(pending);
    if (evicted != null) {
      evicted(evicted);
    }
    sweepLater();
  }

  private Runnable answer(
      PendingHandshake pending, HandshakeMode mode, byte[] message, byte[] challenge) {
    try {
      Handshake handshake = context.handshakes().responder(mode);
      handshake.read(message);
      Answer answer = new Answer(handshake, handshake.write(challenge), challenge);
      return () -> send(pending, answer);
    } catch (HandshakeException e) {
      context.handshakes().counters().failures().increment(e.reason());
      return () -> drop(pending);
    }
  }

  private void send(PendingHandshake pending, Answer answer) {
    if (table.holds(pending)) {
      pending.answered(answer);
      context.transmit(pending.remote(), DatagramKind.RESP, answer.message());
    }
  }

  private void drop(PendingHandshake pending) {
    if (table.holds(pending)) {
      table.remove(pending);
      waiting -= cost(pending);
      context.ended(HandshakeResult.FAILED);
    }
  }

  private Runnable judge(PendingHandshake pending, Handshake copy, byte[] message) {
    try {
      copy.read(message);
      SessionKeys keys = copy.keys();
      return () -> complete(pending, keys);
    } catch (HandshakeException e) {
      context.drops().increment(DatagramDrop.DONE_NOT_AUTHENTIC);
      return () -> pending.judging(false);
    }
  }

  private void complete(PendingHandshake pending, SessionKeys keys) {
    if (!table.holds(pending)) {
      return;
    }
    InetSocketAddress remote = pending.remote();
    // What came behind its third message waits with the newest state, which may be another.
    List<PendingHandshake> states = List.copyOf(table.of(remote));
    table.remove(pending);
    endpoint.responded(remote, new Candidate(keys, false));
    for (PendingHandshake state : states) {
      waiting -= cost(state);
      state.waiting().forEach(data -> endpoint.replay(remote, data));
      state.waiting().clear();
    }
  }

  private void forget(PendingHandshake pending) {
    table.remove(pending);
    evicted(pending);
  }

  private void evicted(PendingHandshake pending) {
    waiting -= cost(pending);
    context.drops().increment(DatagramDrop.HANDSHAKE_EVICTED);
    context.ended(HandshakeResult.REFUSED);
  }

  private void expired(PendingHandshake pending) {
    waiting -= cost(pending);
    context.drops().increment(DatagramDrop.HANDSHAKE_EXPIRED);
    context.ended(HandshakeResult.ABANDONED);
  }

  /** One timer for all: it comes back as long as there is something to expire. */
  private void sweepLater() {
    if (!sweeping) {
      sweeping = true;
      context.after(LIFETIME / 4, this::sweep);
    }
  }

  private void sweep() {
    sweeping = false;
    long before = context.now() - LIFETIME;
    for (PendingHandshake old = table.expired(before); old != null; old = table.expired(before)) {
      expired(old);
    }
    if (table.size() > 0) {
      sweepLater();
    }
  }

  private static int cost(PendingHandshake pending) {
    return pending.waiting().stream().mapToInt(UdpResponder::cost).sum();
  }

  /** The payload is a view on the whole datagram, which stays in memory with it. */
  private static int cost(ByteBuffer payload) {
    return payload.capacity() + COST;
  }

  private static byte[] bytes(ByteBuffer payload) {
    byte[] bytes = new byte[payload.remaining()];
    payload.duplicate().get(bytes);
    return bytes;
  }
}
