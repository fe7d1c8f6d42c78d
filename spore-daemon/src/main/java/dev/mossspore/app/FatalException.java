package dev.mossspore.app;

/**
 * The daemon cannot go on; the message is the operator's last line, and the code tells the
 * supervisor what to do.
 */
final class FatalException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  FatalException(ExitCode code, String message) {
    super(message);
    this.code = code;
  }

  ExitCode code() {
    return code;
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
