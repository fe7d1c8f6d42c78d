package dev.mossspore.ctl.endpoint;

import dev.mossspore.ctl.endpoint.Endpoint.HostPort;
import dev.mossspore.ctl.endpoint.Endpoint.TlsFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads endpoints as operators write them. */
public final class EndpointText {
  /** Where a daemon's socket lies unless configured otherwise, everywhere but on Windows. */
  public static final String DEFAULT_SOCKET = "/run/mossspore/admin.sock";

  private static final int TLS_PORT = 9801;
  private static final int TCP_PORT = 9802;
  private static final Pattern SCHEME = Pattern.compile("([a-z]+):(?://)?(.*)");

  /** User, host (bare or in brackets), port, and the rest from the first slash on. */
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:([^@/]+)@)?(?:\\[([^\\]/]+)\\]|([^:/\\[\\]]+))(?::(\\d+))?(/.*)?");

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

  private EndpointText() {}

  /**
   * Where the socket of this host's daemon lies unless configured otherwise.
   *
   * @param os the property {@code os.name}
   */
  public static String localSocket(String os, Map<String, String> environment) {
    return os.startsWith("Windows")
        ? environment.getOrDefault("ProgramData", "C:\\ProgramData") + "\\MossSpore\\admin.sock"
        : DEFAULT_SOCKET;
  }

  /**
   * Parses {@code unix:/path}, {@code ssh://[user@]host[:port][/path]}, {@code tls://host[:port]},
   * {@code tcp://127.0.0.1[:port]}; a text that begins with a slash is a socket's path.
   *
   * @throws IllegalArgumentException with a sentence for the operator
   */
  public static Endpoint parse(String text, Access access, List<String> sshArguments) {
    if (text.startsWith("/")) {
      return new Endpoint.Unix(Path.of(text));
    }
    Matcher scheme = SCHEME.matcher(text);
    if (!scheme.matches()) {
      throw unknown(text);
    }
    String rest = scheme.group(2);
    return switch (scheme.group(1)) {
      case "unix" -> unix(rest, text);
      case "ssh" -> ssh(authority(rest, text), sshArguments);
      case "tls" -> tls(authority(rest, text), text, access);
      case "tcp" -> tcp(authority(rest, text), text, access);
      default -> throw unknown(text);
    };
  }

  private static Endpoint unix(String path, String text) {
    if (!Path.of(path).isAbsolute()) {
      throw new IllegalArgumentException(
          "'%s': a unix socket is named by its absolute path, as in unix:%s"
              .formatted(text, DEFAULT_SOCKET));
    }
    return new Endpoint.Unix(Path.of(path));
  }

  private static Endpoint ssh(Parts parts, List<String> arguments) {
    // Such a name would be an option to the ssh client.
    if (parts.host().startsWith("-") || parts.user().startsWith("-")) {
      throw new IllegalArgumentException(
          "ssh://%s: neither host nor user may begin with '-'".formatted(parts.host()));
    }
    String socket = parts.path().isEmpty() ? DEFAULT_SOCKET : parts.path();
    return new Endpoint.Ssh(parts.user(), parts.host(), parts.port(), socket, arguments);
  }

  private static Endpoint tls(Parts parts, String text, Access access) {
    Parts bare = bare(parts, text);
    TlsFiles files =
        new TlsFiles(
            Path.of(access.require(Access.TLS_CA, text)),
            Path.of(access.require(Access.TLS_CERT, text)),
            Path.of(access.require(Access.TLS_KEY, text)));
    return new Endpoint.Tls(address(bare, TLS_PORT), files);
  }

  private static Endpoint tcp(Parts parts, String text, Access access) {
    Parts bare = bare(parts, text);
    if (!LOOPBACK.contains(bare.host())) {
      throw new IllegalArgumentException(
          "'%s': tcp: reaches this host only (127.0.0.1 or [::1]), since it hides nothing; use ssh: or tls: for others"
              .formatted(text));
    }
    return new Endpoint.Tcp(
        address(bare, TCP_PORT), Path.of(access.require(Access.TOKEN_FILE, text)));
  }

  private static Parts bare(Parts parts, String text) {
    if (!parts.user().isEmpty() || parts.path().length() > 1) {
      throw new IllegalArgumentException("'%s': expected only a host and a port".formatted(text));
    }
    return parts;
  }

  private static HostPort address(Parts parts, int defaultPort) {
    return new HostPort(parts.host(), parts.port() == 0 ? defaultPort : parts.port());
  }

  private static Parts authority(String rest, String text) {
    Matcher parts = AUTHORITY.matcher(rest);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'%s' names no host; an IPv6 address stands in brackets".formatted(text));
    }
    String host = parts.group(2) == null ? parts.group(3) : parts.group(2);
    return new Parts(or(parts.group(1)), or(host), port(parts.group(4), text), or(parts.group(5)));
  }

  private static int port(@org.jspecify.annotations.Nullable String digits, String text) {
    if (digits == null) {
      return 0;
    }
    int port = digits.length() > 5 ? 0 : Integer.parseInt(digits);
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(
          "'%s': a port is a number from 1 to 65535".formatted(text));
    }
    return port;
  }

  private static String or(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "" : text;
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "'%s' is no endpoint; use unix:/path, ssh://[user@]host[:port][/socket], tls://host[:port] or tcp://127.0.0.1[:port]"
            .formatted(text));
  }

  private record Parts(String user, String host, int port, String path) {}
}
