package dev.mossspore.config;

/**
 * A key's resolved value.
 *
 * @param place the source that won
 * @param <T> type of the value
 */
public record Setting<T>(Key<T> key, T value, Place place) {
  /** The key's default. */
  static <T> Setting<T> fallback(Key<T> key) {
    return new Setting<>(key, key.fallback(), Place.BUILT_IN);
  }

  /** Whether a source gave the value, be it the default's. */
  public boolean isConfigured() {
    return !place.equals(Place.BUILT_IN);
  }

  /** The value as booleans, numbers, strings, lists and maps, a secret as a placeholder. */
  Object plain() {
    return key.type().plain(value);
  }
}
