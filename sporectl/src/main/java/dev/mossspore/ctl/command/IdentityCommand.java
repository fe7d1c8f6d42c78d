package dev.mossspore.ctl.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Identity files. */
@Command(
    name = "identity",
    description = "Look at identity files, and convert them for or from the Go daemon.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {IdentityShowCommand.class, IdentityConvertCommand.class})
final class IdentityCommand implements Runnable {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Override
  public void run() {
    throw new CommandMissingException();
  }
}
