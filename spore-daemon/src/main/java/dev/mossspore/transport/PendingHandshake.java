package dev.mossspore.transport;

import dev.mossspore.crypto.Handshake;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A handshake somebody began with us over UDP and has not finished. Confined to the UDP loop. */
final class PendingHandshake {
  /** Data datagrams that may wait for the end of one handshake (chapter 01 section 6.5, R5). */
  static final int MAX_WAITING = 64;

  private final InetSocketAddress remote;
  private final byte[] init;
  private final long bornAt;
  private final Deque<ByteBuffer> waiting = new ArrayDeque<>(0);
  private @Nullable Answer answer;
  private boolean judging;

  /** Its place in the table's list. */
  private int index;

  /**
   * What we answered.
   *
   * @param handshake the state after message 2
   * @param message message 2, to be sent again when the first message comes again
   * @param challenge what must come back in IK, empty in XX
   */
  record Answer(Handshake handshake, byte[] message, byte[] challenge) {}

  PendingHandshake(InetSocketAddress remote, byte[] init, long bornAt) {
    this.remote = remote;
    this.init = init;
    this.bornAt = bornAt;
  }

  InetSocketAddress remote() {
    return remote;
  }

  /** The payload of the datagram that began it. */
  byte[] init() {
    return init;
  }

  long bornAt() {
    return bornAt;
  }

  /** Null while the workers are at it. */
  @Nullable Answer answer() {
    return answer;
  }

  void answered(Answer given) {
    answer = given;
  }

  /** Whether a third message is with the workers. */
  boolean judging() {
    return judging;
  }

  void judging(boolean value) {
    judging = value;
  }

  Deque<ByteBuffer> waiting() {
    return waiting;
  }

  int index() {
    return index;
  }

  void index(int value) {
    index = value;
  }
}
