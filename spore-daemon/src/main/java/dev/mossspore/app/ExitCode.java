package dev.mossspore.app;

/** The exit codes of 07 section 5.4. */
enum ExitCode {
  /** Asked to stop, or a question answered. */
  OK(0),
  /** Could not start, or had to stop. */
  FAILED(1),
  /** The command line is wrong. */
  USAGE(2),
  /** Configuration or identity file wrong: starting again will not help. */
  CONFIGURATION(78);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }
}
