package dev.mossspore.ctl.endpoint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What endpoints need besides their address, by name of the host variable that says it: certificate
 * files, token file, arguments of ssh. Flags lie over host variables, and those over environment
 * and configuration file.
 */
public record Access(Map<String, String> values) {
  /** PEM file of the authorities that sign daemons' certificates. */
  public static final String TLS_CA = "sporectl_tls_ca";

  /** PEM file with the certificate shown to daemons. */
  public static final String TLS_CERT = "sporectl_tls_cert";

  /** PEM file with its private key. */
  public static final String TLS_KEY = "sporectl_tls_key";

  /** File with the token for loopback TCP. */
  public static final String TOKEN_FILE = "sporectl_token_file";

  /** All of the above. */
  public static final List<String> NAMES = List.of(TLS_CA, TLS_CERT, TLS_KEY, TOKEN_FILE);

  /** Copies. */
  public Access {
    values = Map.copyOf(values);
  }

  /** These values, and those of {@code above} where it has the same. */
  public Access under(Map<String, String> above) {
    Map<String, String> merged = new HashMap<>(values);
    merged.putAll(above);
    return new Access(merged);
  }

  /**
   * A value that an endpoint cannot do without.
   *
   * @throws IllegalArgumentException naming every way to give it
   */
  String require(String name, String endpoint) {
    String value = values.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "%s needs %s: give --%s, the variable %s, or the host variable %s"
              .formatted(endpoint, words(name), flag(name), environment(name), name));
    }
    return value;
  }

  /** {@code SPORECTL_TLS_CA} for {@code sporectl_tls_ca}. */
  public static String environment(String name) {
    return name.toUpperCase(java.util.Locale.ROOT);
  }

  private static String flag(String name) {
    return name.substring("sporectl_".length()).replace('_', '-');
  }

  private static String words(String name) {
    return switch (name) {
      case TLS_CA -> "the authority's certificate";
      case TLS_CERT -> "a client certificate";
      case TLS_KEY -> "the key of the client certificate";
      default -> "a file with a token";
    };
  }
}
