package dev.mossspore.transport;

import dev.mossspore.base.PeerId;
import dev.mossspore.crypto.Credentials;
import dev.mossspore.crypto.Handshake;
import dev.mossspore.crypto.HandshakeException;
import dev.mossspore.crypto.HandshakeMode;
import dev.mossspore.crypto.Identity;
import dev.mossspore.crypto.SessionKeys;
import dev.mossspore.sim.SimNetwork;
import dev.mossspore.sim.VirtualTime;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The deployed peer's UDP handshakes as chapter 01 sections 6.1 and 6.2 tell them, defects
 * included: the first message again every 75 ms, an answer with a new key to each copy, a third
 * message sent once, a state deleted by a bad one. On top a ping every second in both directions,
 * and the end of the session after six misses.
 */
public final class ReferenceUdpModel {
  private static final Duration INIT_AGAIN = Duration.ofMillis(75);
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int MISS_LIMIT = 6;

  private final VirtualTime time;
  private final SimNetwork network;
  private final RandomGenerator random;
  private final InetSocketAddress address;
  private final Credentials credentials;
  private final ObfuscationCodec codec;
  private final Map<InetSocketAddress, Pending> pending = new HashMap<>();
  private final Map<InetSocketAddress, Handshake> dials = new HashMap<>();
  private final Map<InetSocketAddress, Session> sessions = new HashMap<>();

  private record Pending(Handshake handshake, byte[] challenge) {}

  private static final class Session {
    final PeerId remote;
    final DatagramSealer sealer;
    final DatagramOpener opener;
    long pingedAt = -1;
    int misses;
    boolean answered;

    Session(SessionKeys keys) {
      this.remote = keys.remoteId();
      this.sealer = new DatagramSealer(keys.sendKey());
      this.opener = new DatagramOpener(keys.receiveKey());
    }
  }

  public ReferenceUdpModel(
      VirtualTime time,
      SimNetwork network,
      RandomGenerator random,
      InetSocketAddress address,
      Identity identity) {
    this.time = time;
    this.network = network;
    this.random = random;
    this.address = address;
    this.credentials = Credentials.of(identity, "moss/1");
    this.codec = new ObfuscationCodec(ObfuscationCodec.key("moss/1"), random);
    network.attach(address, this::datagram);
    time.every(Duration.ofSeconds(1), this::ping);
  }

  /** Whether it has a session with the peer on which a ping of its was answered. */
  public boolean usable(PeerId peer) {
    return sessions.values().stream()
        .anyMatch(session -> session.remote.equals(peer) && session.answered);
  }

  /** Whether it believes to have a session with the peer. */
  public boolean holds(PeerId peer) {
    return sessions.values().stream().anyMatch(session -> session.remote.equals(peer));
  }

  public void dial(InetSocketAddress target, byte @Nullable [] remoteStatic) {
    try {
      Handshake handshake =
          Handshake.initiator(credentials, SimUdpNode.keyPair(random), remoteStatic);
      byte[] message = handshake.write();
      ByteBuffer payload = ByteBuffer.allocate(1 + message.length);
      payload.put((byte) handshake.mode().number()).put(message);
      dials.put(target, handshake);
      initAgain(target, handshake, payload.array(), time.nanos() + LIMIT.toNanos());
    } catch (HandshakeException e) {
      throw new IllegalStateException(e);
    }
  }

  private void initAgain(
      InetSocketAddress target, Handshake handshake, byte[] payload, long deadline) {
    if (dials.get(target) != handshake) {
      return;
    }
    if (time.nanos() >= deadline) {
      dials.remove(target);
      return;
    }
    send(target, DatagramKind.INIT, payload);
    time.after(INIT_AGAIN.toNanos(), () -> initAgain(target, handshake, payload, deadline));
  }

  private void datagram(InetSocketAddress from, byte[] bytes) {
    ObfuscationCodec.Opened opened = codec.open(bytes, 0, bytes.length);
    if (opened == null) {
      return;
    }
    byte[] payload = new byte[opened.payload().remaining()];
    opened.payload().duplicate().get(payload);
    try {
      switch (DatagramKind.of(opened.kind())) {
        case INIT -> init(from, payload);
        case RESP -> answer(from, payload);
        case DONE -> done(from, payload);
        case DATA -> data(from, opened.payload());
        case null, default -> {}
      }
    } catch (HandshakeException e) {
      // A message that does not authenticate: the reference has dropped its state before.
    }
  }

  private void init(InetSocketAddress from, byte[] payload) throws HandshakeException {
    HandshakeMode mode = payload.length == 0 ? null : HandshakeMode.of(payload[0]);
    if (mode == null || sessions.containsKey(from)) {
      return;
    }
    Handshake handshake = Handshake.responder(credentials, mode, SimUdpNode.keyPair(random));
    handshake.read(Arrays.copyOfRange(payload, 1, payload.length));
    byte[] challenge = new byte[mode == HandshakeMode.IK ? 32 : 0];
    random.nextBytes(challenge);
    byte[] message = handshake.write(challenge);
    pending.put(from, new Pending(handshake, challenge));
    send(from, DatagramKind.RESP, message);
  }

  private void answer(InetSocketAddress from, byte[] message) throws HandshakeException {
    Handshake handshake = dials.remove(from);
    if (handshake != null) {
      handshake.read(message);
      boolean xx = handshake.mode() == HandshakeMode.XX;
      send(from, DatagramKind.DONE, xx ? handshake.write() : handshake.remoteChallenge());
      establish(from, handshake.keys());
    }
  }

  private void done(InetSocketAddress from, byte[] message) throws HandshakeException {
    Pending state = pending.remove(from);
    if (state == null) {
      return;
    }
    if (state.challenge().length == 0) {
      state.handshake().read(message);
      establish(from, state.handshake().keys());
    } else if (Arrays.equals(state.challenge(), message)) {
      establish(from, state.handshake().keys());
    }
  }

  /** The deployed peer talks as soon as it has a session. */
  private void establish(InetSocketAddress from, SessionKeys keys) {
    if (!sessions.containsKey(from)) {
      sessions.put(from, new Session(keys));
      send(from, "{\"type\":\"peer_announce\"}");
    }
  }

  private void data(InetSocketAddress from, ByteBuffer payload) {
    Session session = sessions.get(from);
    ByteBuffer packet = session == null ? null : session.opener.open(payload);
    if (session == null || packet == null || !Mux.unpackDefault(packet)) {
      return;
    }
    String text = java.nio.charset.StandardCharsets.UTF_8.decode(packet).toString();
    if (text.contains("\"ping\"")) {
      send(from, text.replace("\"ping\"", "\"pong\""));
    } else if (text.contains("\"pong\"")) {
      session.pingedAt = -1;
      session.misses = 0;
      session.answered = true;
    }
  }

  private void ping() {
    sessions
        .values()
        .removeIf(
            session -> {
              if (session.pingedAt >= 0 && time.nanos() - session.pingedAt > LIMIT.toNanos()) {
                session.pingedAt = -1;
                session.misses++;
              }
              return session.misses >= MISS_LIMIT;
            });
    sessions.forEach(
        (remote, session) -> {
          if (session.pingedAt < 0) {
            session.pingedAt = time.nanos();
            send(remote, "{\"type\":\"ping\",\"request_id\":\"00\"}");
          }
        });
  }

  private void send(InetSocketAddress to, String packet) {
    Session session = sessions.get(to);
    if (session != null) {
      byte[] sealed = session.sealer.seal(java.nio.charset.StandardCharsets.UTF_8.encode(packet));
      send(to, DatagramKind.DATA, sealed);
    }
  }

  private void send(InetSocketAddress to, DatagramKind kind, byte[] payload) {
    network.send(address, to, codec.seal(kind, payload, 0));
  }
}
