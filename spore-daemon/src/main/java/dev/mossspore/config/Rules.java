package dev.mossspore.config;

import static dev.mossspore.config.Rule.require;

import dev.mossspore.base.HostPort;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The rules of the strings in the key table. */
final class Rules {
  private static final int MAX_NAME_BYTES = 256;
  private static final int PSK_DIGITS = 64;
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]*");
  private static final Pattern FILE_MODE = Pattern.compile("0?[0-7]{3}");
  private static final List<String> TRACKER_SCHEMES = List.of("udp", "http", "https");

  static final Rule NAME =
      new Rule(Rules::name, "choose a name of 1 to 256 bytes without whitespace");
  static final Rule PSK = new Rule(Rules::psk, "write 64 hex digits, or nothing for no key");
  static final Rule PATH = new Rule(Rules::path, "write the path of a file or directory");
  static final Rule HOST =
      new Rule(Hosts::check, "write an address or a host name, without a port");
  static final Rule LISTEN =
      new Rule(Rules::listen, "write an address as host:port, for example 127.0.0.1:9800 or :9800");
  static final Rule PEER =
      new Rule(Rules::peer, "write host:port or [v6]:port, for example 203.0.113.1:4001");
  static final Rule TRACKER =
      new Rule(Rules::tracker, "write a URL, for example udp://tracker.example:1337/announce");
  static final Rule CERTIFICATE_NAME =
      new Rule(
          text -> require(!text.isBlank(), "must not be empty"),
          "write a name that stands in a client's certificate, for example alice");
  static final Rule INTERVAL = new Rule(Rules::interval, "write a duration such as 24h or 1h30m");
  static final Rule MODE =
      new Rule(
          text -> require(FILE_MODE.matcher(text).matches(), "expected three octal digits"),
          "write a file mode such as 0660");

  private Rules() {}

  private static void name(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    require(bytes >= 1 && bytes <= MAX_NAME_BYTES, "must be 1 to 256 bytes long");
    require(
        text.codePoints().noneMatch(Rules::isBlankOrControl),
        "must not contain whitespace or control characters");
    require(
        text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE),
        "must be valid Unicode");
  }

  private static boolean isBlankOrControl(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  private static void psk(String text) {
    require(HEX.matcher(text).matches() && text.length() % 2 == 0, "is not valid hex");
    String wrong = "must be 32 bytes (64 hex characters), got " + text.length() / 2;
    require(text.length() == PSK_DIGITS, wrong);
  }

  private static void path(String text) {
    try {
      var _ = Path.of(text);
    } catch (InvalidPathException e) {
      boolean escapes = text.chars().anyMatch(Character::isISOControl);
      throw new IllegalArgumentException(
          "is not a path this system can name"
              + (escapes ? "; in JSON each backslash is written twice" : ""),
          e);
    }
  }

  private static void listen(String text) {
    HostPort address = HostPort.parse(text);
    if (!address.host().isEmpty()) {
      Hosts.check(address.host());
    }
  }

  private static void peer(String text) {
    HostPort address = HostPort.parse(text);
    Hosts.check(address.host());
    require(address.port() > 0, "expected a port between 1 and 65535");
  }

  private static void tracker(String text) {
    URI uri = uri(text);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    require(TRACKER_SCHEMES.contains(scheme), "the scheme must be udp, http or https");
    String authority = uri.getRawAuthority();
    if (authority == null) {
      throw new IllegalArgumentException("has no host");
    }
    String address = authority.substring(authority.lastIndexOf('@') + 1);
    if (scheme.equals("udp") || address.lastIndexOf(':') > address.lastIndexOf(']')) {
      peer(address);
    } else {
      Hosts.check(address.replace("[", "").replace("]", ""));
    }
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is not a URL", e);
    }
  }

  private static void interval(String text) {
    require(GoDuration.parse(text).isPositive(), "must be greater than zero");
  }
}
