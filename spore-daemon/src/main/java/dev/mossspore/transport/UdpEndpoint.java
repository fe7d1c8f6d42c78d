package dev.mossspore.transport;

import dev.mossspore.base.SharedBudget;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The UDP side of a node as one machine without a socket: datagrams and clock readings in,
 * datagrams and links out (chapter 01 section 6, chapter 02 sections 4 to 6). There is at most one
 * session per remote endpoint. Confined to the UDP loop.
 */
final class UdpEndpoint {
  private static final long MAX_FORWARDS = 4 << 20;

  private final UdpContext context;
  private final SharedBudget forwards = new SharedBudget(MAX_FORWARDS);
  private final UdpResponder responder;
  private final Observations observations;
  private final Map<InetSocketAddress, UdpSession> sessions = new HashMap<>();
  private final Map<InetSocketAddress, UdpDial> dials = new HashMap<>();

  /** Sessions with something to send, in the order in which the network refused it. */
  private final Set<UdpSession> stuck = new LinkedHashSet<>();

  private boolean closed;

  /**
   * @param random draws challenges, tokens and evictions
   */
  UdpEndpoint(UdpContext context, RandomGenerator random) {
    this.context = context;
    this.responder = new UdpResponder(context, this, random);
    this.observations = new Observations(context, random);
  }

  /**
   * Takes one datagram.
   *
   * @param bytes becomes the machine's, which decrypts in place
   */
  void datagram(InetSocketAddress from, byte[] bytes) {
    if (closed) {
      return;
    }
    ObfuscationCodec.Opened opened = context.codec().open(bytes, 0, bytes.length);
    if (opened == null) {
      context.drops().increment(DatagramDrop.NOT_OURS);
      return;
    }
    ByteBuffer payload = opened.payload();
    switch (DatagramKind.of(opened.kind())) {
      case INIT -> responder.init(from, payload);
      case RESP -> answer(from, payload);
      case DONE -> responder.done(from, payload);
      case DATA -> data(from, payload);
      case OBSERVE_REQUEST -> observations.request(from, payload, sessions.containsKey(from));
      case OBSERVE_RESPONSE -> observations.response(from, payload);
      case FILLER -> context.drops().increment(DatagramDrop.IGNORED_KIND);
      case null -> context.drops().increment(DatagramDrop.IGNORED_KIND);
    }
  }

  /**
   * Dials with IK towards a known static key, else with XX.
   *
   * @param remoteStatic 32 bytes, or null
   * @param result gets the link once the remote has been heard on it, or a {@link DialException}
   */
  void dial(
      InetSocketAddress target, byte @Nullable [] remoteStatic, CompletableFuture<Link> result) {
    UdpDial dial = new UdpDial(context, this, target, result);
    if (closed) {
      dial.fail(DialException.Reason.CONNECT, "the node stops");
    } else if (sessions.containsKey(target)) {
      dial.fail(DialException.Reason.CONNECTED, "already connected");
    } else if (dials.putIfAbsent(target, dial) != null) {
      dial.fail(DialException.Reason.CONNECTED, "already dialling");
    } else {
      dial.start(remoteStatic);
    }
  }

  /** Asks the remote of a session where it sees us; fails with a {@link DialException}. */
  void observe(InetSocketAddress remote, CompletableFuture<dev.mossspore.base.HostPort> result) {
    if (!closed && sessions.containsKey(remote)) {
      observations.ask(remote, result);
    } else {
      result.completeExceptionally(
          new DialException(DialException.Reason.CONNECT, "no session to observe through"));
    }
  }

  /** Ends all dials, questions and sessions; nothing begins any more. */
  void close() {
    closed = true;
    observations.close();
    List.copyOf(dials.values())
        .forEach(dial -> dial.fail(DialException.Reason.CONNECT, "the node stops"));
    List.copyOf(sessions.values()).forEach(session -> session.close(CloseReason.STOPPING));
  }

  /** Bounds the bulk that waits on all sessions. Any thread. */
  SharedBudget forwards() {
    return forwards;
  }

  /** The network takes nothing just now; the session is asked again when it does. */
  void stuck(UdpSession session) {
    stuck.add(session);
  }

  /** The network takes datagrams again. */
  void writable() {
    List<UdpSession> waiting = List.copyOf(stuck);
    stuck.clear();
    waiting.forEach(UdpSession::resume);
  }

  /** How many handshakes others have begun and not finished. */
  int handshakes() {
    return responder.pending();
  }

  int sessions() {
    return sessions.size();
  }

  @Nullable UdpSession session(InetSocketAddress remote) {
    return sessions.get(remote);
  }

  boolean holds(UdpSession session) {
    return sessions.get(session.remote()) == session;
  }

  boolean holds(UdpDial dial) {
    return dials.get(dial.target()) == dial;
  }

  /** A dial's handshake is finished. As long as a dial is held, its endpoint has no session. */
  UdpSession initiated(UdpDial dial, Candidate candidate) {
    UdpSession session = new UdpSession(context, this, dial.target(), candidate);
    sessions.put(dial.target(), session);
    return session;
  }

  /** The remote's handshake is finished, which proves that it is there. */
  void responded(InetSocketAddress remote, Candidate candidate) {
    if (closed) {
      return;
    }
    UdpSession session = sessions.get(remote);
    if (session != null && !join(session, candidate)) {
      if (!session.stale()) {
        context.drops().increment(DatagramDrop.ENDPOINT_TAKEN);
        return;
      }
      session.giveWay();
      session = null;
    }
    if (session == null) {
      session = new UdpSession(context, this, remote, candidate);
      sessions.put(remote, session);
    }
    session.report();
  }

  /** The dial to the endpoint, if there is one, is over: it has led here, whoever began (S4). */
  void reported(UdpSession session) {
    UdpDial dial = dials.remove(session.remote());
    if (dial != null) {
      dial.succeed(session);
    }
  }

  void ended(UdpSession session) {
    sessions.remove(session.remote(), session);
    stuck.remove(session);
  }

  void ended(UdpDial dial) {
    dials.remove(dial.target(), dial);
  }

  private boolean join(UdpSession session, Candidate candidate) {
    boolean joins = session.opening() && session.remoteId().equals(candidate.keys().remoteId());
    if (joins) {
      session.add(candidate);
    }
    return joins;
  }

  private void answer(InetSocketAddress from, ByteBuffer payload) {
    UdpDial dial = dials.get(from);
    if (dial == null) {
      context.drops().increment(DatagramDrop.RESP_UNEXPECTED);
    } else {
      dial.answer(payload);
    }
  }

  private void data(InetSocketAddress from, ByteBuffer payload) {
    UdpSession session = sessions.get(from);
    if (session != null && session.receive(payload)) {
      return;
    }
    if (!responder.keep(from, payload)) {
      context
          .drops()
          .increment(session == null ? DatagramDrop.NO_SESSION : DatagramDrop.DATA_REJECTED);
    }
  }

  /** Lets data in that had waited for its handshake. */
  void replay(InetSocketAddress from, ByteBuffer payload) {
    UdpSession session = sessions.get(from);
    if (session == null || !session.receive(payload)) {
      context.drops().increment(DatagramDrop.NO_SESSION);
    }
  }
}
