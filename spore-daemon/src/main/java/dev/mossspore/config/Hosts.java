package dev.mossspore.config;

import java.net.Inet6Address;
import java.util.List;
import java.util.regex.Pattern;

/** Checks hosts by their spelling alone; no name is looked up. */
final class Hosts {
  private static final int MAX_NAME = 253;
  private static final int MAX_LABEL = 63;
  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private Hosts() {}

  /**
   * Accepts an address without brackets or a host name.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static void check(String host) {
    Rule.require(
        host.indexOf(':') >= 0 ? isV6(host) : isName(host) || isV4(host),
        "the host is neither an IP literal nor a valid host name");
  }

  /** Whether sockets bound to the two hosts can compete for a port, as far as spelling tells. */
  static boolean overlap(String peers, String other) {
    if (isAny(other)) {
      return true;
    }
    // The peer sockets are IPv4 only, so their wildcard leaves IPv6 addresses free.
    return isAny(peers) ? !isV6(other) : canonical(peers).equals(canonical(other));
  }

  private static boolean isAny(String host) {
    return List.of("", "0.0.0.0", "::").contains(host);
  }

  /** Whether only this host reaches a socket bound to {@code host}. */
  static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || (isV4(host) && host.startsWith("127."));
  }

  private static String canonical(String host) {
    return host.equalsIgnoreCase("localhost") ? "127.0.0.1" : host;
  }

  private static boolean isName(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    List<String> labels = List.of(name.split("\\.", -1));
    return name.length() <= MAX_NAME
        && labels.stream().allMatch(Hosts::isLabel)
        && !NUMBER.matcher(labels.getLast()).matches();
  }

  private static boolean isLabel(String label) {
    return label.length() <= MAX_LABEL && LABEL.matcher(label).matches();
  }

  private static boolean isV4(String host) {
    List<String> parts = List.of(host.split("\\.", -1));
    return parts.size() == 4 && parts.stream().allMatch(Hosts::isOctet);
  }

  private static boolean isOctet(String part) {
    return NUMBER.matcher(part).matches() && part.length() <= 3 && Integer.parseInt(part) <= 255;
  }

  private static boolean isV6(String host) {
    if (host.indexOf('[') >= 0) {
      return false; // the parser below would take brackets
    }
    int zone = host.indexOf('%');
    try {
      Inet6Address.ofLiteral(zone > 0 ? host.substring(0, zone) : host);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
