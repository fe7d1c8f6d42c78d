package dev.mossspore.discovery.tracker;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to one server.
 *
 * @param tls whether it is to be encrypted
 * @param host name or address, without brackets
 * @param authority host and port as the server knows them
 * @param target path and query
 */
record HttpQuestion(boolean tls, String host, int port, String authority, String target) {
  private static final int PORT = 80;
  private static final int TLS_PORT = 443;

  /** The announce itself. */
  static HttpQuestion of(URI tracker, AnnounceRequest request) {
    return about(tracker, HttpAnnounce.target(tracker, request));
  }

  /** Where a server sends us instead; empty if that is nowhere to go by HTTP. */
  Optional<HttpQuestion> redirected(@Nullable String location) {
    if (location == null) {
      return Optional.empty();
    }
    try {
      URI next = URI.create((tls ? "https://" : "http://") + authority + target).resolve(location);
      String query = next.getRawQuery();
      boolean http =
          "http".equalsIgnoreCase(next.getScheme()) || "https".equalsIgnoreCase(next.getScheme());
      return http && next.getHost() != null
          ? Optional.of(about(next, HttpAnnounce.path(next) + (query == null ? "" : "?" + query)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static HttpQuestion about(URI url, String target) {
    boolean tls = url.getScheme().toLowerCase(Locale.ROOT).equals("https");
    String named = url.getHost();
    int port = url.getPort();
    return new HttpQuestion(
        tls,
        TrackerSockets.bare(named),
        port >= 0 ? port : tls ? TLS_PORT : PORT,
        port >= 0 ? named + ":" + port : named,
        target);
  }
}
