package dev.mossspore.transport;

import org.jspecify.annotations.Nullable;

/** What a datagram is for, and its number on the wire (chapter 02 section 5). */
enum DatagramKind {
  /** Keeps a NAT mapping busy; the receiver ignores it like any number not listed here. */
  FILLER(0),
  /** First message of a handshake. */
  INIT(1),
  /** Second message of a handshake. */
  RESP(2),
  /** Third message of a handshake. */
  DONE(3),
  /** A session packet. */
  DATA(4),
  /** Asks a peer for the endpoint it sees us at. */
  OBSERVE_REQUEST(5),
  /** The answer to that. */
  OBSERVE_RESPONSE(6);

  private final int number;

  DatagramKind(int number) {
    this.number = number;
  }

  /** The kind byte. */
  int number() {
    return number;
  }

  /** The kind of a kind byte, or null if there is none: such a datagram is ignored. */
  static @Nullable DatagramKind of(int number) {
    return switch (number) {
      case 0 -> FILLER;
      case 1 -> INIT;
      case 2 -> RESP;
      case 3 -> DONE;
      case 4 -> DATA;
      case 5 -> OBSERVE_REQUEST;
      case 6 -> OBSERVE_RESPONSE;
      default -> null;
    };
  }
}
