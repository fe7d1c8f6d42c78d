package dev.mossspore.base;

/**
 * A host and a port as written in configuration and on the wire: {@code host:port}, or {@code
 * [v6]:port}.
 *
 * @param host name or address, without brackets; may be empty where a listener means all interfaces
 * @param port 0 to 65535
 */
public record HostPort(String host, int port) {
  /** The highest port number. */
  public static final int MAX_PORT = 65_535;

  public HostPort {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("a port lies between 0 and 65535, got " + port);
    }
  }

  /**
   * Parses {@code host:port} or {@code [v6]:port}; the host may be empty.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("missing port, expected host:port");
    }
    return new HostPort(host(text.substring(0, colon)), port(text.substring(colon + 1)));
  }

  private static String host(String text) {
    if (text.startsWith("[") && text.endsWith("]")) {
      return text.substring(1, text.length() - 1);
    }
    if (text.indexOf(':') >= 0 || text.indexOf('[') >= 0 || text.indexOf(']') >= 0) {
      throw new IllegalArgumentException("an IPv6 address needs brackets, expected [address]:port");
    }
    return text;
  }

  private static int port(String text) {
    boolean digits =
        !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    int port = digits ? Integer.parseInt(text) : -1;
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("expected a port between 0 and 65535");
    }
    return port;
  }

  @Override
  public String toString() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}
