package dev.mossspore.transport;

import dev.mossspore.crypto.Handshake;
import dev.mossspore.crypto.HandshakeException;
import dev.mossspore.crypto.HandshakeMode;
import dev.mossspore.crypto.SessionKeys;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One dial over UDP, with rules I1, I3, I4 and I5 of chapter 01 section 6.5: the first message is
 * repeated so sparsely that a deployed responder's answer still fits its state on long paths, a bad
 * answer is ignored, and the third message is repeated until the remote has been heard. Confined to
 * the UDP loop.
 */
final class UdpDial {
  private static final long[] INIT_AGAIN = millis(500, 1500, 3500);
  private static final long[] DONE_AGAIN = millis(100, 300, 700);
  private static final long LIMIT = Duration.ofSeconds(5).toNanos();
  private static final int MAX_ANSWERS = 4;
  private static final int CHALLENGE_LENGTH = 32;

  private final UdpContext context;
  private final UdpEndpoint endpoint;
  private final InetSocketAddress target;
  private final CompletableFuture<Link> result;
  private final Deque<byte[]> answers = new ArrayDeque<>();
  private @Nullable Handshake handshake;
  private boolean computing;
  private boolean answered;

  UdpDial(
      UdpContext context,
      UdpEndpoint endpoint,
      InetSocketAddress target,
      CompletableFuture<Link> result) {
    this.context = context;
    this.endpoint = endpoint;
    this.target = target;
    this.result = result;
  }

  void start(byte @Nullable [] remoteStatic) {
    context.after(LIMIT, this::giveUp);
    boolean accepted =
        context.offload(
            () -> {
              Handshake machine = context.handshakes().initiator(remoteStatic);
              try {
                byte[] message = machine.write();
                return () -> initiate(machine, message);
              } catch (HandshakeException e) {
                return () -> fail(DialException.Reason.HANDSHAKE, "the static key is unusable");
              }
            });
    if (!accepted) {
      context.ended(HandshakeResult.REFUSED);
      fail(DialException.Reason.BUSY, "too many handshakes at once");
    }
  }

  /** Takes a second message; it may come from anybody. */
  void answer(ByteBuffer payload) {
    if (handshake == null || answered || answers.size() >= MAX_ANSWERS) {
      context.drops().increment(DatagramDrop.RESP_UNEXPECTED);
      return;
    }
    byte[] message = new byte[payload.remaining()];
    payload.get(message);
    answers.add(message);
    next();
  }

  void succeed(Link link) {
    result.complete(link);
  }

  void fail(DialException.Reason reason, String message) {
    endpoint.ended(this);
    result.completeExceptionally(new DialException(reason, message));
  }

  InetSocketAddress target() {
    return target;
  }

  private void initiate(Handshake machine, byte[] message) {
    if (!wanted()) {
      return;
    }
    handshake = machine;
    byte[] payload =
        ByteBuffer.allocate(1 + message.length)
            .put((byte) machine.mode().number())
            .put(message)
            .array();
    context.transmit(target, DatagramKind.INIT, payload);
    for (long delay : INIT_AGAIN) {
      context.after(
          delay,
          () -> {
            if (wanted() && !answered) {
              context.transmit(target, DatagramKind.INIT, payload);
            }
          });
    }
  }

  /**
   * Judges the answers one after another, each on a copy of the state, so that a forged one costs
   * nothing.
   */
  private void next() {
    byte[] message = computing || answered ? null : answers.poll();
    Handshake before = handshake;
    if (message == null || before == null) {
      return;
    }
    Handshake copy = before.copy();
    computing = context.offload(() -> judge(copy, message));
  }

  private Runnable judge(Handshake copy, byte[] message) {
    try {
      copy.read(message);
      byte[] done = copy.mode() == HandshakeMode.XX ? copy.write() : copy.remoteChallenge();
      if (copy.mode() == HandshakeMode.XX || done.length == CHALLENGE_LENGTH) {
        SessionKeys keys = copy.keys();
        return () -> complete(keys, done);
      }
    } catch (HandshakeException e) {
      context.handshakes().counters().failures().increment(e.reason());
    }
    return () -> {
      computing = false;
      next();
    };
  }

  private void complete(SessionKeys keys, byte[] done) {
    computing = false;
    if (!wanted()) {
      return;
    }
    answered = true;
    answers.clear();
    context.transmit(target, DatagramKind.DONE, done);
    UdpSession session = endpoint.initiated(this, new Candidate(keys, true));
    for (long delay : DONE_AGAIN) {
      context.after(
          delay,
          () -> {
            if (endpoint.holds(session) && !session.settled()) {
              context.transmit(target, DatagramKind.DONE, done);
            }
          });
    }
    context.after(LIMIT, () -> expire(session));
  }

  /** A session that nobody confirmed is a ghost: the remote does not know of it (I5). */
  private void expire(UdpSession session) {
    if (endpoint.holds(session) && !session.reported()) {
      session.close(CloseReason.UNCONFIRMED);
      context.ended(HandshakeResult.ABANDONED);
      if (wanted()) {
        fail(DialException.Reason.HANDSHAKE, "nothing came back on the session");
      }
    }
  }

  private void giveUp() {
    if (wanted() && !answered) {
      context.ended(HandshakeResult.ABANDONED);
      fail(DialException.Reason.CONNECT, "no answer");
    }
  }

  private boolean wanted() {
    return endpoint.holds(this);
  }

  private static long[] millis(long... values) {
    long[] nanos = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      nanos[i] = Duration.ofMillis(values[i]).toNanos();
    }
    return nanos;
  }
}
