package dev.mossspore.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Finds what a relay has to know in a {@code relay_data} packet, without decoding it. It accepts
 * only a packet that is, byte for byte, what {@link EnvelopeEncoder} writes for its contents: such
 * a packet means the same to every reader, so it may be passed on as it is. All else has to be
 * decoded. To be used again and again, by one thread.
 */
public final class RelayDataScanner {
  /** Most bytes of a session id. */
  public static final int MAX_SESSION = 64;

  /** Hex digits of a peer id. */
  private static final int ID_LENGTH = 64;

  private static final byte[] START = ascii("{\"type\":\"relay_data\",\"relay_session\":\"");
  private static final byte[] SOURCE = ascii("\",\"relay_source\":\"");
  private static final byte[] TARGET = ascii("\",\"relay_target\":\"");
  private static final byte[] PAYLOAD = ascii("\",\"payload\":\"");
  private static final byte[] END = ascii("\"}");

  private byte[] packet = {};
  private int session;
  private int sessionLength;
  private int source;
  private int target;
  private int payloadLength;

  /**
   * Looks at a packet; what the other methods answer is about the last one that was accepted.
   *
   * @param bytes is referred to, not copied
   */
  public boolean scan(byte[] bytes, int offset, int length) {
    int end = offset + length - END.length;
    int at = offset + START.length;
    if (end < at || !has(bytes, offset, START) || !has(bytes, end, END)) {
      return false;
    }
    packet = bytes;
    session = at;
    while (at < end && at - session <= MAX_SESSION && plain(bytes[at])) {
      at++;
    }
    sessionLength = at - session;
    if (sessionLength == 0 || sessionLength > MAX_SESSION || !follows(at, SOURCE, end)) {
      return false;
    }
    source = at + SOURCE.length;
    if (!digits(source, end) || !follows(source + ID_LENGTH, TARGET, end)) {
      return false;
    }
    target = source + ID_LENGTH + TARGET.length;
    at = target + ID_LENGTH;
    if (!digits(target, end)) {
      return false;
    }
    if (at == end) {
      payloadLength = 0;
      return true;
    }
    if (!follows(at, PAYLOAD, end)) {
      return false;
    }
    at += PAYLOAD.length;
    payloadLength = CanonicalBase64.decodedLength(bytes, at, end - at);
    return payloadLength > 0;
  }

  /** The session id. */
  public String session() {
    return new String(packet, session, sessionLength, US_ASCII);
  }

  /** Whether the session id is this text in ASCII. */
  public boolean sessionIs(byte[] text) {
    return same(text, session, sessionLength);
  }

  /** Whether the sender is the peer of this id, in hex. */
  public boolean sourceIs(byte[] hex) {
    return same(hex, source, ID_LENGTH);
  }

  /** Whether the receiver is the peer of this id, in hex. */
  public boolean targetIs(byte[] hex) {
    return same(hex, target, ID_LENGTH);
  }

  /** Bytes of the payload once decoded. */
  public int payloadLength() {
    return payloadLength;
  }

  private boolean follows(int at, byte[] text, int end) {
    return at + text.length <= end && has(packet, at, text);
  }

  private boolean digits(int at, int end) {
    if (at + ID_LENGTH > end) {
      return false;
    }
    for (int i = at; i < at + ID_LENGTH; i++) {
      byte c = packet[i];
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private boolean same(byte[] text, int at, int length) {
    return Arrays.equals(text, 0, text.length, packet, at, at + length);
  }

  /** ASCII that stands for itself in the reference's JSON. */
  private static boolean plain(byte c) {
    return c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&';
  }

  private static boolean has(byte[] bytes, int at, byte[] text) {
    return Arrays.equals(bytes, at, at + text.length, text, 0, text.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
