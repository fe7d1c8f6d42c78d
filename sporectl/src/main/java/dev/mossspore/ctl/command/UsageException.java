package dev.mossspore.ctl.command;

/** The command cannot be carried out as it was given; the message says why, and what to do. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(@org.jspecify.annotations.Nullable String message) {
    super(message);
  }
}
