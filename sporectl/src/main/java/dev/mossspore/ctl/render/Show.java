package dev.mossspore.ctl.render;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as people read them. */
public final class Show {
  private static final String UNKNOWN = "-";
  private static final String UNITS = "KMGTPE";
  private static final int SHORT_ID = 16;

  private Show() {}

  /** The two largest units: {@code 3d4h}, {@code 5m12s}, {@code 850ms}. */
  public static String duration(@Nullable Duration duration) {
    if (duration == null) {
      return UNKNOWN;
    }
    long seconds = duration.toSeconds();
    if (seconds < 0 || duration.isNegative()) {
      return "-" + duration(duration.negated());
    }
    if (seconds < 1) {
      return duration.toMillis() + "ms";
    }
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return "%dm%02ds".formatted(seconds / 60, seconds % 60);
    }
    return seconds < 86_400
        ? "%dh%02dm".formatted(seconds / 3600, seconds % 3600 / 60)
        : "%dd%02dh".formatted(seconds / 86_400, seconds % 86_400 / 3600);
  }

  /** Units of 1024: {@code 950}, {@code 1.5K}, {@code 12M}. */
  static String bytes(long bytes) {
    if (bytes < 1024) {
      return Long.toString(bytes);
    }
    double value = bytes;
    int unit = -1;
    while (value >= 1023.5 && unit < UNITS.length() - 1) {
      value /= 1024;
      unit++;
    }
    return value < 9.95
        ? decimal(value) + UNITS.charAt(unit)
        : Math.round(value) + UNITS.substring(unit, unit + 1);
  }

  /** With one digit behind the point, whatever the locale. */
  static String decimal(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }

  static String rate(long bytesPerSecond) {
    return bytes(bytesPerSecond) + "/s";
  }

  /** {@code 12/100}, or {@code 12} where there is no limit. */
  static String of(long count, long limit) {
    return limit == 0 ? Long.toString(count) : count + "/" + limit;
  }

  /** As much of an id as tells it from others at a glance. */
  static String id(@Nullable String id) {
    if (id == null || id.isEmpty()) {
      return UNKNOWN;
    }
    return id.length() > SHORT_ID ? id.substring(0, SHORT_ID) : id;
  }

  static String text(@Nullable String text) {
    return text == null || text.isEmpty() ? UNKNOWN : text;
  }

  static String yes(boolean flag) {
    return flag ? "yes" : "no";
  }

  static String list(List<String> list) {
    return list.isEmpty() ? UNKNOWN : String.join(", ", list);
  }

  static String time(@Nullable Instant time) {
    return time == null ? UNKNOWN : time.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
