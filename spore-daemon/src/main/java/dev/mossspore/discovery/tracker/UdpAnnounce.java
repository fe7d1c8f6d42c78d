package dev.mossspore.discovery.tracker;

import dev.mossspore.discovery.tracker.TrackerAnswer.Peers;
import dev.mossspore.discovery.tracker.TrackerAnswer.Refused;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * One announce over UDP (BEP 15, chapter 04 section 3.4): first a connection id, then the announce.
 * Datagrams in and out; one thread at a time.
 *
 * <p>Ours sends again after a second, then after two more, and takes an answer to any of these. The
 * reference waits 15 seconds, longer than a round lasts, and takes an answer that comes late for a
 * false one.
 */
final class UdpAnnounce {
  /** Bytes of an answer that are read; more are cut off. */
  static final int MAX_ANSWER = 2048;

  private static final long PROTOCOL = 0x41727101980L;
  private static final int CONNECT = 0;
  private static final int ANNOUNCE = 1;
  private static final int CONNECT_REQUEST = 16;
  private static final int ANNOUNCE_REQUEST = 98;
  private static final int CONNECT_ANSWER = 16;
  private static final int ANNOUNCE_ANSWER = 20;

  private final AnnounceRequest request;
  private final RandomGenerator random;

  /** Of the requests of this step, any of which may be answered. */
  private final Set<Integer> transactions = new HashSet<>();

  private boolean connected;
  private long connectionId;

  /**
   * @param random draws transaction ids and keys
   */
  UdpAnnounce(AnnounceRequest request, RandomGenerator random) {
    this.request = request;
    this.random = random;
  }

  /** The datagram to send now: at first, after a step was answered, and again after a silence. */
  byte[] next() {
    int transaction = random.nextInt();
    transactions.add(transaction);
    return connected ? announce(transaction) : connect(transaction);
  }

  /** How long to wait for an answer before sending again. */
  Duration patience() {
    return Duration.ofSeconds(1L << (transactions.size() - 1));
  }

  /** Takes a datagram of the tracker; empty if the next one is to be sent. */
  Optional<TrackerAnswer> received(ByteBuffer answer) {
    int shortest = connected ? ANNOUNCE_ANSWER : CONNECT_ANSWER;
    if (answer.remaining() < shortest) {
      return refused("too short an answer");
    }
    if (answer.getInt() != (connected ? ANNOUNCE : CONNECT)) {
      return refused("an answer to something else");
    }
    if (!transactions.contains(answer.getInt())) {
      return refused("an answer to somebody else");
    }
    if (!connected) {
      connectionId = answer.getLong();
      connected = true;
      transactions.clear();
      return Optional.empty();
    }
    answer.position(ANNOUNCE_ANSWER);
    return Optional.of(new Peers(CompactPeers.read(answer)));
  }

  private static byte[] connect(int transaction) {
    return ByteBuffer.allocate(CONNECT_REQUEST)
        .putLong(PROTOCOL)
        .putInt(CONNECT)
        .putInt(transaction)
        .array();
  }

  private byte[] announce(int transaction) {
    return ByteBuffer.allocate(ANNOUNCE_REQUEST)
        .putLong(connectionId)
        .putInt(ANNOUNCE)
        .putInt(transaction)
        .put(request.infohash())
        .put(request.peerId())
        .putLong(0) // downloaded
        .putLong(AnnounceRequest.LEFT)
        .putLong(0) // uploaded
        .putInt(request.event().code())
        .putInt(0) // the address it comes from
        .putInt(random.nextInt())
        .putInt(request.wanted())
        .putShort((short) request.port())
        .array();
  }

  private static Optional<TrackerAnswer> refused(String reason) {
    return Optional.of(new Refused(reason));
  }
}
