package dev.mossspore.transport;

import dev.mossspore.crypto.Credentials;
import dev.mossspore.crypto.Handshake;
import dev.mossspore.crypto.HandshakeException;
import dev.mossspore.crypto.HandshakeMode;
import dev.mossspore.crypto.Identity;
import dev.mossspore.crypto.SessionKeys;
import dev.mossspore.crypto.X25519KeyPair;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A remote node played by hand: it makes each datagram of one handshake when it is told to. */
final class ScriptedPeer {
  /** The public network's obfuscation key. */
  static final byte[] KEY = ObfuscationCodec.key("moss/1");

  private final Identity identity;
  private final RandomGenerator random;
  private final ObfuscationCodec codec;
  private @Nullable Handshake handshake;
  private @Nullable DatagramSealer sealer;
  private @Nullable DatagramOpener opener;

  /** A peer of its own; all it draws follows from the seed. */
  ScriptedPeer(long seed) {
    this(identity(new SplittableRandom(seed)), seed);
  }

  private ScriptedPeer(Identity identity, long seed) {
    this.identity = identity;
    this.random = new SplittableRandom(~seed);
    this.codec = new ObfuscationCodec(KEY, random);
  }

  static Identity identity(RandomGenerator random) {
    byte[] seed = new byte[X25519KeyPair.LENGTH];
    random.nextBytes(seed);
    return Identity.of(seed, keyPair(random));
  }

  static X25519KeyPair keyPair(RandomGenerator random) {
    byte[] key = new byte[X25519KeyPair.LENGTH];
    random.nextBytes(key);
    return X25519KeyPair.ofPrivate(key);
  }

  static InetSocketAddress endpoint(String host, int port) {
    return new InetSocketAddress(Inet4Address.ofLiteral(host), port);
  }

  /** The same peer with another handshake of its own. */
  ScriptedPeer again(long seed) {
    return new ScriptedPeer(identity, seed);
  }

  Identity identity() {
    return identity;
  }

  byte[] seal(DatagramKind kind, byte... payload) {
    return codec.seal(kind, payload, codec.randomPadding());
  }

  /** First message: IK towards a known static key, else XX. */
  byte[] init(byte @Nullable [] remoteStatic) throws HandshakeException {
    Handshake machine = Handshake.initiator(credentials(), keyPair(random), remoteStatic);
    handshake = machine;
    byte[] message = machine.write();
    return seal(
        DatagramKind.INIT,
        ByteBuffer.allocate(1 + message.length)
            .put((byte) machine.mode().number())
            .put(message)
            .array());
  }

  /** Third message, after which it can talk. */
  byte[] done(UdpBench.Sent resp) throws HandshakeException {
    expect(DatagramKind.RESP, resp);
    Handshake machine = Objects.requireNonNull(handshake);
    machine.read(resp.payload());
    byte[] done = machine.mode() == HandshakeMode.XX ? machine.write() : machine.remoteChallenge();
    talk(machine.keys());
    return seal(DatagramKind.DONE, done);
  }

  /** Second message, with a challenge of 32 bytes in IK. */
  byte[] resp(UdpBench.Sent init) throws HandshakeException {
    return resp(init, init.payload()[0] == HandshakeMode.IK.number() ? 32 : 0);
  }

  byte[] resp(UdpBench.Sent init, int challengeLength) throws HandshakeException {
    expect(DatagramKind.INIT, init);
    HandshakeMode mode = Objects.requireNonNull(HandshakeMode.of(init.payload()[0]));
    Handshake machine = Handshake.responder(credentials(), mode, keyPair(random));
    handshake = machine;
    machine.read(Arrays.copyOfRange(init.payload(), 1, init.payload().length));
    return seal(DatagramKind.RESP, machine.write(new byte[challengeLength]));
  }

  /** Takes the third message, after which it can talk. */
  void accept(UdpBench.Sent done) throws HandshakeException {
    expect(DatagramKind.DONE, done);
    Handshake machine = Objects.requireNonNull(handshake);
    if (machine.mode() == HandshakeMode.XX) {
      machine.read(done.payload());
    } else if (!Arrays.equals(new byte[32], done.payload())) {
      throw new AssertionError("not the challenge");
    }
    talk(machine.keys());
  }

  byte[] data(String packet) {
    return seal(
        DatagramKind.DATA,
        Objects.requireNonNull(sealer).seal(StandardCharsets.UTF_8.encode(packet)));
  }

  /** The packet in a datagram, or null if it is not for these keys. */
  @Nullable String read(UdpBench.Sent data) {
    expect(DatagramKind.DATA, data);
    ByteBuffer packet =
        Objects.requireNonNull(opener).open(ByteBuffer.wrap(data.payload().clone()));
    return packet != null && Mux.unpackDefault(packet)
        ? StandardCharsets.UTF_8.decode(packet).toString()
        : null;
  }

  private Credentials credentials() {
    return Credentials.of(identity, "moss/1");
  }

  private void talk(SessionKeys keys) {
    sealer = new DatagramSealer(keys.sendKey());
    opener = new DatagramOpener(keys.receiveKey());
  }

  private static void expect(DatagramKind kind, UdpBench.Sent datagram) {
    if (datagram.kind() != kind.number()) {
      throw new AssertionError("expected " + kind + ", was of kind " + datagram.kind());
    }
  }
}
