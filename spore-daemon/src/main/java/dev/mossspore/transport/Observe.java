package dev.mossspore.transport;

import dev.mossspore.base.HostPort;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Payloads of the question for one's own endpoint: a token, and the token followed by the endpoint
 * in ASCII (chapter 02 section 6). Pure.
 */
final class Observe {
  /** Length of a token, and so of a request, in bytes. */
  static final int TOKEN_LENGTH = 16;

  private static final int LONGEST_ADDRESS = "255.255.255.255:65535".length();

  private Observe() {}

  /**
   * The response to a request.
   *
   * @param token from position to limit, 16 bytes; its position stays
   * @param requester the IPv4 endpoint the request came from
   */
  static byte[] response(ByteBuffer token, InetSocketAddress requester) {
    byte[] address =
        (requester.getAddress().getHostAddress() + ":" + requester.getPort())
            .getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(TOKEN_LENGTH + address.length)
        .put(token.duplicate())
        .put(address)
        .array();
  }

  /**
   * The endpoint in a response, whose position stays.
   *
   * @return null unless it is an IPv4 address and a port, each in its one spelling
   */
  static @Nullable HostPort observed(ByteBuffer payload) {
    int length = payload.remaining() - TOKEN_LENGTH;
    if (length <= 0 || length > LONGEST_ADDRESS) {
      return null;
    }
    ByteBuffer address = payload.slice(payload.position() + TOKEN_LENGTH, length);
    return canonical(StandardCharsets.US_ASCII.decode(address).toString());
  }

  private static @Nullable HostPort canonical(String text) {
    try {
      HostPort address = HostPort.parse(text);
      String host = Inet4Address.ofLiteral(address.host()).getHostAddress();
      return text.equals(host + ":" + address.port()) ? address : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
