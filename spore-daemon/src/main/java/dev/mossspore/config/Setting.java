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
    return source() != Source.DEFAULT;
  }

  /** The source that gave the value; {@link #place} says where in it. */
  public Source source() {
    return place.source();
  }

  /**
   * The value to be shown: booleans, numbers, strings, lists and maps, a secret as a placeholder.
   */
  public Object plain() {
    return key.type().plain(value);
  }
}
