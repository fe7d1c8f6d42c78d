package dev.mossspore.ctl.fleet;

/** What asking one host came to. */
public enum Outcome {
  /** It answered. */
  OK,
  /** Nothing is there, or no way leads there. */
  UNREACHABLE,
  /** Something said no: a file mode, ssh, TLS, a token, a role. */
  REFUSED,
  /** No answer within the time given. */
  TIMED_OUT,
  /** It answered that it cannot do this. */
  FAILED
}
