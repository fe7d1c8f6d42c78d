package dev.mossspore.ctl.view;

/** How bad something is. */
public enum Severity {
  UNKNOWN,
  INFO,
  WARNING,
  ERROR;

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
