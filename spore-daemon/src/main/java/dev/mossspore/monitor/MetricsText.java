package dev.mossspore.monitor;

import dev.mossspore.base.EnumCounters;
import java.util.Locale;
import java.util.Objects;

/**
 * Writes metrics in Prometheus' text format 0.0.4, each with its help and type. Labels come from
 * fixed sets of words, never from peers: an unbounded set of labels exhausts whoever keeps it (07
 * section 8.8).
 */
public final class MetricsText {
  private static final String PREFIX = "mossspore_";

  private final StringBuilder text = new StringBuilder();

  /** A figure that only grows; its name ends in {@code _total}. */
  public MetricsText counter(String name, String help, long value) {
    return head(name, help, "counter").sample(name, "", value);
  }

  /** A figure that goes up and down. */
  public MetricsText gauge(String name, String help, long value) {
    return head(name, help, "gauge").sample(name, "", value);
  }

  /** A constant 1 that carries texts. */
  public MetricsText info(String name, String help, String labels) {
    return head(name, help, "gauge").sample(name, labels, 1);
  }

  /** One counter for each word of an enum, in lower case. */
  public <E extends Enum<E>> MetricsText counters(
      String name, String help, String label, Class<E> type, EnumCounters<E> counters) {
    head(name, help, "counter");
    for (E value : Objects.requireNonNull(type.getEnumConstants())) {
      sample(name, label(label, value.name().toLowerCase(Locale.ROOT)), counters.get(value));
    }
    return this;
  }

  /** Help and type of a metric, whose samples follow. */
  public MetricsText head(String name, String help, String type) {
    text.append("# HELP ").append(PREFIX).append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(PREFIX).append(name).append(' ').append(type).append('\n');
    return this;
  }

  /**
   * One sample.
   *
   * @param labels made by {@link #label}, or empty
   */
  public MetricsText sample(String name, String labels, long value) {
    text.append(PREFIX).append(name);
    if (!labels.isEmpty()) {
      text.append('{').append(labels).append('}');
    }
    text.append(' ').append(value).append('\n');
    return this;
  }

  /** A label; what may stand in its value is escaped. */
  public static String label(String name, String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return name + "=\"" + escaped + "\"";
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
