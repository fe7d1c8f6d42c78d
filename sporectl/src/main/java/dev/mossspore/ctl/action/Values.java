package dev.mossspore.ctl.action;

import com.google.protobuf.Timestamp;
import dev.mossspore.ctl.tree.JsonText;
import dev.mossspore.ctl.view.Severity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Single values of the API: what is empty there is not known. */
final class Values {
  private static final long FIRST_SECOND = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private Values() {}

  static @Nullable String text(String text) {
    return text.isEmpty() ? null : text;
  }

  static @Nullable Instant instant(boolean there, Timestamp time) {
    return there ? instant(time) : null;
  }

  /**
   * A time.
   *
   * @throws IllegalArgumentException for one outside the years 1 to 9999, where none of the API may
   *     be
   */
  static Instant instant(Timestamp time) {
    if (time.getSeconds() < FIRST_SECOND || time.getSeconds() > LAST_SECOND) {
      throw new IllegalArgumentException("no time: %d s".formatted(time.getSeconds()));
    }
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  static Duration duration(com.google.protobuf.Duration duration) {
    return Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
  }

  /** A JSON value as a tree; what is no JSON stays text, since the node may be newer. */
  static @Nullable Object json(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return JsonText.read(text);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  static Severity severity(dev.mossspore.admin.v1.Severity severity) {
    return switch (severity) {
      case SEVERITY_INFO -> Severity.INFO;
      case SEVERITY_WARNING -> Severity.WARNING;
      case SEVERITY_ERROR -> Severity.ERROR;
      case SEVERITY_UNSPECIFIED, UNRECOGNIZED -> Severity.UNKNOWN;
    };
  }

  static dev.mossspore.admin.v1.Severity severity(Severity severity) {
    return switch (severity) {
      case INFO -> dev.mossspore.admin.v1.Severity.SEVERITY_INFO;
      case WARNING -> dev.mossspore.admin.v1.Severity.SEVERITY_WARNING;
      case ERROR -> dev.mossspore.admin.v1.Severity.SEVERITY_ERROR;
      case UNKNOWN -> dev.mossspore.admin.v1.Severity.SEVERITY_UNSPECIFIED;
    };
  }
}
