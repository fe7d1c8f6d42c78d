package dev.mossspore.transport;

import dev.mossspore.base.HostPort;
import dev.mossspore.base.IpText;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The client side of STUN's binding request (RFC 5389, chapter 02 section 7). A message is consumed
 * only if its transaction is pending: a datagram of ours may look like one by chance. Pure.
 */
final class Stun {
  /** Length of a transaction id in bytes. */
  static final int TRANSACTION_ID_LENGTH = 12;

  private static final int MAGIC_COOKIE = 0x2112A442;
  private static final int COOKIE_OFFSET = 4;
  private static final int ID_OFFSET = 8;
  private static final int HEADER_LENGTH = ID_OFFSET + TRANSACTION_ID_LENGTH;
  private static final int ATTRIBUTE_HEADER_LENGTH = 4;

  private static final int BINDING_REQUEST = 0x0001;
  private static final int BINDING_SUCCESS = 0x0101;
  private static final int XOR_MAPPED_ADDRESS = 0x0020;
  private static final int FINGERPRINT = 0x8028;
  private static final int FINGERPRINT_MASK = 0x5354554E;

  private Stun() {}

  /** What a message says to a pending request. */
  sealed interface Answer {
    /** The request succeeds: this is the endpoint the server saw. */
    record Mapped(HostPort address) implements Answer {}

    /** The request fails: the server answered without an address that can be read. */
    record Unusable() implements Answer {}

    /** The request goes on waiting. */
    record NotAnAnswer() implements Answer {}
  }

  /**
   * A binding request, 28 bytes.
   *
   * @param transactionId 12 bytes
   */
  static byte[] request(byte[] transactionId) {
    ByteBuffer out =
        ByteBuffer.allocate(HEADER_LENGTH + ATTRIBUTE_HEADER_LENGTH + Integer.BYTES)
            .putShort((short) BINDING_REQUEST)
            .putShort((short) (ATTRIBUTE_HEADER_LENGTH + Integer.BYTES))
            .putInt(MAGIC_COOKIE)
            .put(transactionId);
    CRC32 crc = new CRC32();
    crc.update(out.array(), 0, HEADER_LENGTH);
    return out.putShort((short) FINGERPRINT)
        .putShort((short) Integer.BYTES)
        .putInt((int) crc.getValue() ^ FINGERPRINT_MASK)
        .array();
  }

  /** Whether the bytes have the shape of a STUN message of any type. */
  static boolean looksLikeStun(byte[] packet, int offset, int length) {
    if (length < HEADER_LENGTH) {
      return false;
    }
    ByteBuffer header = ByteBuffer.wrap(packet, offset, HEADER_LENGTH);
    int type = Short.toUnsignedInt(header.getShort());
    int body = Short.toUnsignedInt(header.getShort());
    return type >>> 14 == 0
        && body % 4 == 0
        && body <= length - HEADER_LENGTH
        && header.getInt() == MAGIC_COOKIE;
  }

  /** The transaction id, 12 bytes, or null if this is no STUN message. */
  static byte @Nullable [] transactionId(byte[] packet, int offset, int length) {
    return looksLikeStun(packet, offset, length)
        ? Arrays.copyOfRange(packet, offset + ID_OFFSET, offset + HEADER_LENGTH)
        : null;
  }

  /**
   * Reads a message as the answer to the request of its transaction. The first XOR-MAPPED-ADDRESS
   * counts; a fingerprint is not checked.
   */
  static Answer answer(byte[] packet, int offset, int length) {
    if (!looksLikeStun(packet, offset, length)) {
      return new Answer.NotAnAnswer();
    }
    ByteBuffer message = ByteBuffer.wrap(packet, offset, length);
    if (Short.toUnsignedInt(message.getShort()) != BINDING_SUCCESS) {
      return new Answer.NotAnAnswer();
    }
    int body = Short.toUnsignedInt(message.getShort());
    int attributes = offset + HEADER_LENGTH;
    byte[] mask = Arrays.copyOfRange(packet, offset + COOKIE_OFFSET, attributes);
    HostPort address = mapped(message.position(attributes).limit(attributes + body), mask);
    return address == null ? new Answer.Unusable() : new Answer.Mapped(address);
  }

  private static @Nullable HostPort mapped(ByteBuffer attributes, byte[] mask) {
    while (attributes.remaining() >= ATTRIBUTE_HEADER_LENGTH) {
      int type = Short.toUnsignedInt(attributes.getShort());
      int length = Short.toUnsignedInt(attributes.getShort());
      if (length > attributes.remaining()) {
        return null;
      }
      if (type == XOR_MAPPED_ADDRESS) {
        return unmask(attributes.slice(attributes.position(), length), mask);
      }
      int padded = (length + 3) & ~3;
      attributes.position(attributes.position() + padded);
    }
    return null;
  }

  /** Reads a masked address: an unused byte, the family, the port, 4 or 16 bytes. */
  private static @Nullable HostPort unmask(ByteBuffer value, byte[] mask) {
    boolean v4 = value.remaining() == 8 && value.get(1) == 1;
    boolean v6 = value.remaining() == 20 && value.get(1) == 2;
    if (!v4 && !v6) {
      return null;
    }
    int port = Short.toUnsignedInt(value.getShort(2)) ^ MAGIC_COOKIE >>> Short.SIZE;
    byte[] address = new byte[value.remaining() - ATTRIBUTE_HEADER_LENGTH];
    value.get(ATTRIBUTE_HEADER_LENGTH, address);
    for (int i = 0; i < address.length; i++) {
      address[i] ^= mask[i];
    }
    return new HostPort(v4 ? IpText.v4(address) : IpText.v6(address), port);
  }
}
