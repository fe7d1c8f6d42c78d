package dev.mossspore.ctl.tree;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records as trees. A component's name becomes snake_case; a {@link Duration} becomes seconds, with
 * three digits behind the point and {@code _seconds} behind its name; an {@link Instant} becomes
 * RFC 3339 in UTC; an enum constant its lower-case name. What is not known is null.
 */
public final class Tree {
  private static final String SECONDS = "_seconds";

  private Tree() {}

  /**
   * The tree of a value.
   *
   * @throws IllegalArgumentException for a type that has no form here, which is a bug
   */
  public static @Nullable Object of(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case Boolean flag -> flag;
      case Number number -> number;
      case Duration duration -> seconds(duration);
      case Instant instant -> instant.truncatedTo(ChronoUnit.MILLIS).toString();
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      case Collection<?> values -> values.stream().map(Tree::of).toList();
      case Map<?, ?> map -> ofMap(map);
      case Record tuple -> ofRecord(tuple);
      default -> throw new IllegalArgumentException("no form for " + value.getClass());
    };
  }

  private static Map<String, @Nullable Object> ofMap(Map<?, ?> map) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    map.forEach((key, value) -> tree.put(String.valueOf(key), of(value)));
    return tree;
  }

  private static Map<String, @Nullable Object> ofRecord(Record tuple) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    for (RecordComponent component : tuple.getClass().getRecordComponents()) {
      tree.put(name(component), of(value(tuple, component)));
    }
    return tree;
  }

  /** What a component is called in a tree. */
  static String name(RecordComponent component) {
    return snake(component.getName()) + (component.getType() == Duration.class ? SECONDS : "");
  }

  static @Nullable Object value(Record tuple, RecordComponent component) {
    try {
      return component.getAccessor().invoke(tuple);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot read " + component, e);
    }
  }

  private static double seconds(Duration duration) {
    return (duration.getSeconds() * 1e3 + Math.round(duration.getNano() / 1e6)) / 1e3;
  }

  private static String snake(String name) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c)) {
        out.append('_');
      }
      out.append(Character.toLowerCase(c));
    }
    return out.toString();
  }
}
