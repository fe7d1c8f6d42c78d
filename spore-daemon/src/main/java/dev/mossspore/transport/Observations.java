package dev.mossspore.transport;

import dev.mossspore.base.HostPort;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/**
 * Asking a peer from which endpoint it sees us, and answering (chapter 02 section 6). Only
 * endpoints with a session are asked and answered, which the caller knows. Confined to the UDP
 * loop.
 */
final class Observations {
  private static final long AGAIN = Duration.ofMillis(75).toNanos();
  private static final long LIMIT = Duration.ofMillis(750).toNanos();
  private static final int MAX_PENDING = 64;

  private final UdpContext context;
  private final RandomGenerator random;
  private final Map<ByteBuffer, Question> pending = new HashMap<>();

  private record Question(InetSocketAddress asked, CompletableFuture<HostPort> result) {}

  Observations(UdpContext context, RandomGenerator random) {
    this.context = context;
    this.random = random;
  }

  /** Asks, again every 75 ms, for 750 ms at most. */
  void ask(InetSocketAddress remote, CompletableFuture<HostPort> result) {
    if (pending.size() >= MAX_PENDING) {
      result.completeExceptionally(
          new DialException(DialException.Reason.BUSY, "too many observations at once"));
      return;
    }
    byte[] token = new byte[Observe.TOKEN_LENGTH];
    random.nextBytes(token);
    pending.put(ByteBuffer.wrap(token), new Question(remote, result));
    send(remote, token);
    context.after(LIMIT, () -> giveUp(token));
  }

  /** Answers a request of an endpoint that has a session, and is silent to all others. */
  void request(InetSocketAddress from, ByteBuffer payload, boolean known) {
    if (known && payload.remaining() == Observe.TOKEN_LENGTH) {
      context.transmit(from, DatagramKind.OBSERVE_RESPONSE, Observe.response(payload, from));
    } else {
      context.drops().increment(DatagramDrop.OBSERVE_UNEXPECTED);
    }
  }

  /** Takes an answer, which has to come from the endpoint that was asked. */
  void response(InetSocketAddress from, ByteBuffer payload) {
    HostPort observed = Observe.observed(payload);
    if (observed != null) {
      ByteBuffer token = payload.slice(payload.position(), Observe.TOKEN_LENGTH);
      Question question = pending.get(token);
      if (question != null && question.asked().equals(from)) {
        pending.remove(token);
        question.result().complete(observed);
        return;
      }
    }
    context.drops().increment(DatagramDrop.OBSERVE_UNEXPECTED);
  }

  /** Ends all questions without an answer. */
  void close() {
    List<Question> open = List.copyOf(pending.values());
    pending.clear();
    open.forEach(question -> fail(question, "the node stops"));
  }

  private void send(InetSocketAddress remote, byte[] token) {
    if (pending.containsKey(ByteBuffer.wrap(token))) {
      context.transmit(remote, DatagramKind.OBSERVE_REQUEST, token);
      context.after(AGAIN, () -> send(remote, token));
    }
  }

  private void giveUp(byte[] token) {
    Question question = pending.remove(ByteBuffer.wrap(token));
    if (question != null) {
      fail(question, "no answer");
    }
  }

  private static void fail(Question question, String message) {
    question
        .result()
        .completeExceptionally(new DialException(DialException.Reason.CONNECT, message));
  }
}
