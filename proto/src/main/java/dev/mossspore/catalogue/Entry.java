package dev.mossspore.catalogue;

/**
 * One code and what there is to say about it, in whole sentences.
 *
 * @param code stable: scripts read it
 * @param summary what it means
 * @param cause why it happens
 * @param fix what the operator does about it; says so if that is nothing
 */
public record Entry(
    Kind kind, String code, Severity severity, String summary, String cause, String fix) {
  public Entry {
    if (!code.matches("[a-z0-9_]+")) {
      throw new IllegalArgumentException("not a code: " + code);
    }
    if (summary.isBlank() || cause.isBlank() || fix.isBlank()) {
      throw new IllegalArgumentException(kind.word() + " " + code + " says too little");
    }
  }
}
