package dev.mossspore.crypto;

/**
 * The identity file cannot be used. Starting again will not help: the operator has to act (07
 * section 6.2).
 */
public final class IdentityFileException extends Exception {
  private static final long serialVersionUID = 1L;

  IdentityFileException(String problem) {
    super(problem);
  }

  /** A sentence for the operator with the path, the cause and the way out. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
