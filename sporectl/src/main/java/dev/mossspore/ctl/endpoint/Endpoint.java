package dev.mossspore.ctl.endpoint;

import java.nio.file.Path;
import java.util.List;

/** One way to a daemon's admin API. Its text is the URI that an operator would write. */
public sealed interface Endpoint {
  /** A unix socket of this host. */
  record Unix(Path socket) implements Endpoint {
    @Override
    public String toString() {
      return "unix:" + socket;
    }
  }

  /**
   * A unix socket of another host, reached by the system's OpenSSH client.
   *
   * @param user empty: as the user's own ssh configuration says
   * @param port 0: likewise
   * @param socket path on the other host
   * @param arguments further arguments of the ssh client
   */
  record Ssh(String user, String host, int port, String socket, List<String> arguments)
      implements Endpoint {
    /** What the ssh client takes as destination. */
    public String destination() {
      return user.isEmpty() ? host : user + "@" + host;
    }

    @Override
    public String toString() {
      String shown = host.contains(":") ? "[" + host + "]" : host;
      return "ssh://%s%s%s%s"
          .formatted(user.isEmpty() ? "" : user + "@", shown, port == 0 ? "" : ":" + port, socket);
    }
  }

  /** Mutual TLS. */
  record Tls(HostPort address, TlsFiles files) implements Endpoint {
    @Override
    public String toString() {
      return "tls://" + address;
    }
  }

  /** Plain TCP to this host, with a token. */
  record Tcp(HostPort address, Path tokenFile) implements Endpoint {
    @Override
    public String toString() {
      return "tcp://" + address;
    }
  }

  /** Name or address, and port. */
  record HostPort(String host, int port) {
    @Override
    public String toString() {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /** PEM files: whom to trust, and who the caller is. */
  record TlsFiles(Path ca, Path certificate, Path key) {}
}
