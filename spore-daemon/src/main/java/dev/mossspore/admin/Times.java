package dev.mossspore.admin;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Times as protobuf has them. */
final class Times {
  // What protobuf defines as valid.
  private static final long FIRST_SECOND = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final int NANOS = 1_000_000_000;

  private Times() {}

  static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  /**
   * A time that a caller gave.
   *
   * @param field of the request, for the refusal of what is no time
   */
  static Instant instant(String field, Timestamp time) {
    boolean valid =
        time.getSeconds() >= FIRST_SECOND
            && time.getSeconds() <= LAST_SECOND
            && time.getNanos() >= 0
            && time.getNanos() < NANOS;
    if (!valid) {
      throw Failure.BAD_REQUEST.because(field + ": is no time from year 1 to 9999");
    }
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  static Duration duration(java.time.Duration length) {
    return Duration.newBuilder().setSeconds(length.getSeconds()).setNanos(length.getNano()).build();
  }
}
