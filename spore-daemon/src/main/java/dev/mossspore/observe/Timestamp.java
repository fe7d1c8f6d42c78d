package dev.mossspore.observe;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as every line shows them: UTC, RFC 3339, three fraction digits, {@code Z}. */
final class Timestamp {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Timestamp() {}

  static String of(Instant at) {
    return FORMAT.format(at);
  }
}
