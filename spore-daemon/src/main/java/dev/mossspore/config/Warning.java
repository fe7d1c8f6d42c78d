package dev.mossspore.config;

/**
 * Something an operator should look at; the daemon starts all the same.
 *
 * @param place where the value was given
 * @param text what is odd
 */
public record Warning(Place place, String text) {
  /** One line: {@code place: text}. */
  @Override
  public String toString() {
    return place + ": " + text;
  }
}
