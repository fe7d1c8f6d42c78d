package dev.mossspore.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mossspore.base.HostPort;
import dev.mossspore.config.SporeConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;

/** Asks the monitor that the same configuration starts how it is (07 section 2). Blocks. */
final class HealthCheck {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int MAX_ANSWER = 4096;

  private HealthCheck() {}

  /**
   * What a healthy node answers.
   *
   * @throws FatalException when it does not answer, or not with 200
   */
  static String run(SporeConfig.Monitor config) throws FatalException {
    if (!config.enabled()) {
      throw failed("monitor.enabled is false, so nobody can tell");
    }
    if (config.listen().port() == 0) {
      throw failed("monitor.listen has port 0, so nobody knows where to ask");
    }
    HostPort target = new HostPort(host(config.listen().host()), config.listen().port());
    try {
      URI health = URI.create("http://" + target + "/health");
      var connection = (HttpURLConnection) health.toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout((int) LIMIT.toMillis());
      connection.setReadTimeout((int) LIMIT.toMillis());
      int status = connection.getResponseCode();
      String body = body(status < 400 ? connection.getInputStream() : connection.getErrorStream());
      if (status != HttpURLConnection.HTTP_OK) {
        throw failed("%s answered %d %s".formatted(target, status, body));
      }
      return body;
    } catch (IOException e) {
      throw failed("%s: %s".formatted(target, e.getMessage()));
    }
  }

  /** A monitor that listens everywhere is asked on loopback. */
  private static String host(String listen) {
    return switch (listen) {
      case "", "0.0.0.0" -> "127.0.0.1";
      case "::" -> "::1";
      default -> listen;
    };
  }

  private static String body(InputStream answer) throws IOException {
    try (answer) {
      return new String(answer.readNBytes(MAX_ANSWER), UTF_8).strip();
    }
  }

  private static FatalException failed(String problem) {
    return new FatalException(ExitCode.FAILED, "not healthy: " + problem);
  }
}
