package dev.mossspore.discovery;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which of a peer's addresses is believed (chapter 04 section 9.4). Addresses are texts as peers
 * write them, mostly {@code host:port}; none is ever resolved. Pure.
 */
public final class AddressRules {
  /** Four decimal numbers without leading zeros; the JDK would also take fewer. */
  private static final Pattern DOTTED =
      Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

  private AddressRules() {}

  /** The better of two: the higher rank, among equals the newcomer. Empty loses. */
  public static String preferred(String current, String candidate) {
    if (candidate.isEmpty()) {
      return current;
    }
    boolean worse = AddressRank.of(candidate).compareTo(AddressRank.of(current)) < 0;
    return worse && !current.isEmpty() ? current : candidate;
  }

  /**
   * Whether a confirmed address stays whatever is announced: only the peer itself moves it, never
   * to a lower rank, and not away from a non-public address that we talk to it on.
   *
   * @param confirmed whether there is or was a session with the peer, or it announced itself
   * @param ownSession remote address of the session over which the peer announces itself; empty if
   *     another peer announces it
   */
  static boolean frozen(boolean confirmed, String current, String candidate, String ownSession) {
    if (!confirmed || current.isEmpty()) {
      return false;
    }
    AddressRank held = AddressRank.of(current);
    AddressRank offered = AddressRank.of(candidate);
    boolean bothPublic = held == AddressRank.PUBLIC && offered == AddressRank.PUBLIC;
    return offered.compareTo(held) < 0
        || ownSession.isEmpty()
        || (!bothPublic && current.equals(ownSession));
  }

  /** Whether an address that another peer told may be dialled: public, or on that peer's host. */
  static boolean thirdPartyDialable(String advertised, String tellersSession) {
    if (AddressRank.of(advertised) == AddressRank.PUBLIC) {
      return true;
    }
    Optional<InetAddress> told = literal(host(advertised));
    return told.isPresent() && told.equals(literal(host(tellersSession)));
  }

  /** Whether the host is this very machine: {@code localhost}, 127.0.0.0/8 or ::1. */
  public static boolean loopback(String address) {
    String host = host(address);
    return host.equals("localhost")
        || literal(host).filter(InetAddress::isLoopbackAddress).isPresent();
  }

  /** Whether two addresses differ in their port at most. */
  static boolean sameHost(String a, String b) {
    String hostA = host(a);
    String hostB = host(b);
    if (hostA.equals(hostB)) {
      return true;
    }
    Optional<InetAddress> literal = literal(hostA);
    return literal.isPresent() && literal.equals(literal(hostB));
  }

  /** What stands before the port, without brackets; all of it if there is no port. */
  static String host(String address) {
    int colon = address.lastIndexOf(':');
    if (colon < 0) {
      return address;
    }
    String host = address.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      return host.substring(1, host.length() - 1);
    }
    return host.indexOf(':') < 0 ? host : address;
  }

  /**
   * The address a literal stands for, IPv4 mapped into IPv6 unmapped. One with a scope is none: it
   * means nothing on another host.
   */
  public static Optional<InetAddress> literal(String host) {
    boolean v6 = host.indexOf(':') >= 0 && host.indexOf('%') < 0;
    if (!v6 && !DOTTED.matcher(host).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
