package dev.mossspore.config;

/**
 * A value that must not reach a log, a page or a screen: its text form is a placeholder.
 *
 * @param reveal the value itself; empty means not set
 */
public record Secret(String reveal) {
  static final Secret NONE = new Secret("");

  private static final String REDACTED = "<redacted>";

  /** Whether none is set. */
  public boolean isEmpty() {
    return reveal.isEmpty();
  }

  @Override
  public String toString() {
    return isEmpty() ? "" : REDACTED;
  }
}
