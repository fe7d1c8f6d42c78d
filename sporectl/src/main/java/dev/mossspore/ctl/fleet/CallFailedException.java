package dev.mossspore.ctl.fleet;

/** One host gave no answer. */
public final class CallFailedException extends Exception {
  private static final long serialVersionUID = 1;

  private final Outcome outcome;
  private final transient Failure failure;

  /** With what goes into the envelope. */
  public CallFailedException(Outcome outcome, Failure failure) {
    super(failure.message());
    this.outcome = outcome;
    this.failure = failure;
  }

  /** What this program itself says. */
  public CallFailedException(Outcome outcome, ClientCode code, String message, String fix) {
    this(outcome, new Failure(code.word(), message, fix));
  }

  public Outcome outcome() {
    return outcome;
  }

  public Failure failure() {
    return failure;
  }
}
