package dev.mossspore.config;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One configuration key: a row of the table in {@link Keys}.
 *
 * @param name dotted path in the configuration file
 * @param type how a value is read, its range and its default
 * @param reload what a reload does with a change
 * @param traits what else is true of it
 * @param <T> type of the value
 */
public record Key<T>(String name, Type<T> type, Reload reload, Set<Trait> traits) {
  /** Prefix of every environment variable of the daemon. */
  static final String PREFIX = "MOSSSPORE_";

  /** The value when no source gives one. */
  public T fallback() {
    return type.fallback();
  }

  /** A value as it is shown, see {@link Setting#plain}. */
  public Object plain(T value) {
    return type.plain(value);
  }

  /** The environment variable that sets it. */
  public String variable() {
    return PREFIX + name.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** The command-line flag that sets it, if it has one. */
  public Optional<String> flag() {
    return traits.contains(Trait.FLAG)
        ? Optional.of("--" + name.replace('.', '-').replace('_', '-'))
        : Optional.empty();
  }

  /** Whether the part of the daemon that obeys it exists. */
  public boolean effective() {
    return traits.contains(Trait.EFFECTIVE);
  }

  /** Whether its value must never be shown. */
  public boolean secret() {
    return type.fallback() instanceof Secret;
  }
}
