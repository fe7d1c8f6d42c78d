package dev.mossspore.crypto;

import dev.mossspore.crypto.HandshakeMode.Token;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One side of a Noise XX or IK handshake: messages in, messages out (chapter 01 section 3). After
 * an exception the machine is spent; whoever wants to survive a bad message works on a {@link
 * #copy}. Not thread-safe.
 */
final class NoiseHandshake {
  private final HandshakeMode mode;
  private final boolean initiator;
  private final SymmetricState symmetric;
  private final X25519KeyPair local;
  private final X25519KeyPair ephemeral;
  private final byte @Nullable [] presharedKey;
  private byte @Nullable [] remoteStatic;
  private byte @Nullable [] remoteEphemeral;
  private int next;

  /**
   * @param ephemeral used for this one handshake only
   * @param remoteStatic the responder's static key: given for the initiator of IK, else null
   * @param presharedKey 32 bytes, or null for none
   */
  NoiseHandshake(
      HandshakeMode mode,
      boolean initiator,
      byte[] prologue,
      X25519KeyPair local,
      X25519KeyPair ephemeral,
      byte @Nullable [] remoteStatic,
      byte @Nullable [] presharedKey) {
    this.mode = mode;
    this.initiator = initiator;
    this.local = local;
    this.ephemeral = ephemeral;
    this.remoteStatic = remoteStatic;
    this.presharedKey = presharedKey;
    this.symmetric = new SymmetricState(mode.protocolName(presharedKey != null));
    symmetric.mixHash(prologue);
    if (mode == HandshakeMode.IK) {
      symmetric.mixHash(initiator ? Objects.requireNonNull(remoteStatic) : local.publicKey());
    }
  }

  private NoiseHandshake(NoiseHandshake other) {
    this.mode = other.mode;
    this.initiator = other.initiator;
    this.local = other.local;
    this.ephemeral = other.ephemeral;
    this.presharedKey = other.presharedKey;
    this.remoteStatic = other.remoteStatic;
    this.remoteEphemeral = other.remoteEphemeral;
    this.next = other.next;
    this.symmetric = new SymmetricState(other.symmetric);
  }

  NoiseHandshake copy() {
    return new NoiseHandshake(this);
  }

  /** Index of the next message, from 0. */
  int next() {
    return next;
  }

  boolean complete() {
    return next == mode.messages().size();
  }

  boolean myTurn() {
    return !complete() && (next % 2 == 0) == initiator;
  }

  /** Builds the next message. */
  byte[] write(byte[] payload) throws HandshakeException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    mixPresharedKey();
    for (Token token : mode.messages().get(next)) {
      switch (token) {
        case E -> {
          message.writeBytes(ephemeral.publicKey());
          mixEphemeral(ephemeral.publicKey());
        }
        case S -> message.writeBytes(symmetric.encryptAndHash(local.publicKey()));
        default -> mixSecret(token);
      }
    }
    message.writeBytes(symmetric.encryptAndHash(payload));
    next++;
    return message.toByteArray();
  }

  /** Takes the remote's next message and returns its payload. */
  byte[] read(byte[] message) throws HandshakeException {
    mixPresharedKey();
    int offset = 0;
    for (Token token : mode.messages().get(next)) {
      switch (token) {
        case E -> {
          remoteEphemeral = part(message, offset, X25519KeyPair.LENGTH);
          offset += X25519KeyPair.LENGTH;
          mixEphemeral(remoteEphemeral);
        }
        case S -> {
          int length = X25519KeyPair.LENGTH + (symmetric.hasKey() ? AeadCipher.TAG_LENGTH : 0);
          remoteStatic = symmetric.decryptAndHash(part(message, offset, length));
          offset += length;
        }
        default -> mixSecret(token);
      }
    }
    byte[] payload = symmetric.decryptAndHash(Arrays.copyOfRange(message, offset, message.length));
    next++;
    return payload;
  }

  /** Key of what this side sends, once complete. */
  byte[] sendKey() {
    return symmetric.split()[initiator ? 0 : 1];
  }

  /** Key of what this side receives, once complete. */
  byte[] receiveKey() {
    return symmetric.split()[initiator ? 1 : 0];
  }

  /** The static key the handshake authenticated; known from the message on that carried it. */
  byte[] remoteStatic() {
    return Objects.requireNonNull(remoteStatic);
  }

  SymmetricState symmetric() {
    return symmetric;
  }

  private void mixPresharedKey() {
    if (next == 0 && presharedKey != null) {
      symmetric.mixKeyAndHash(presharedKey);
    }
  }

  private void mixEphemeral(byte[] key) {
    symmetric.mixHash(key);
    if (presharedKey != null) {
      symmetric.mixKey(key);
    }
  }

  private void mixSecret(Token token) throws HandshakeException {
    boolean mineIsStatic = token == Token.SS || token == (initiator ? Token.SE : Token.ES);
    boolean theirsIsStatic = token == Token.SS || token == (initiator ? Token.ES : Token.SE);
    X25519KeyPair mine = mineIsStatic ? local : ephemeral;
    byte[] theirs = Objects.requireNonNull(theirsIsStatic ? remoteStatic : remoteEphemeral);
    symmetric.mixKey(mine.agree(theirs));
  }

  private static byte[] part(byte[] message, int offset, int length) throws HandshakeException {
    if (message.length - offset < length) {
      throw new HandshakeException(HandshakeFailure.MESSAGE_TOO_SHORT);
    }
    return Arrays.copyOfRange(message, offset, offset + length);
  }
}
