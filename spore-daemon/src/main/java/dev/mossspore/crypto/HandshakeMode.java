package dev.mossspore.crypto;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two handshake patterns and their numbers on the wire (chapter 01 section 3). */
public enum HandshakeMode {
  /** Nothing known beforehand: three messages. */
  XX(1, 1),
  /** The initiator knows the responder's static key: two messages. */
  IK(2, 0);

  /** What a message does, in Noise's words. */
  enum Token {
    E,
    S,
    EE,
    ES,
    SE,
    SS
  }

  private final int number;
  private final int firstIdentifying;

  HandshakeMode(int number, int firstIdentifying) {
    this.number = number;
    this.firstIdentifying = firstIdentifying;
  }

  /** The mode byte. */
  public int number() {
    return number;
  }

  /** The mode of a mode byte, or null if there is none. */
  public static @Nullable HandshakeMode of(int number) {
    return switch (number) {
      case 1 -> XX;
      case 2 -> IK;
      default -> null;
    };
  }

  /** The tokens of each message, in order. */
  List<List<Token>> messages() {
    return switch (this) {
      case XX ->
          List.of(
              List.of(Token.E),
              List.of(Token.E, Token.EE, Token.S, Token.ES),
              List.of(Token.S, Token.SE));
      case IK ->
          List.of(
              List.of(Token.E, Token.ES, Token.S, Token.SS), List.of(Token.E, Token.EE, Token.SE));
    };
  }

  /** Index of the first message that carries an identity payload; all later ones do too. */
  int firstIdentifying() {
    return firstIdentifying;
  }

  String protocolName(boolean presharedKey) {
    return "Noise_" + name() + (presharedKey ? "psk0" : "") + "_25519_ChaChaPoly_BLAKE2s";
  }
}
