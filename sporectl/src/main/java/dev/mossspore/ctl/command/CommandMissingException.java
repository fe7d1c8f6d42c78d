package dev.mossspore.ctl.command;

/** A command that has others below it was called without one of them: its help is the answer. */
final class CommandMissingException extends RuntimeException {
  private static final long serialVersionUID = 1;
}
