package dev.mossspore.ctl.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What hosts run with. */
@Command(
    name = "config",
    description = "What hosts run with, where it comes from, and where they differ.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ConfigShowCommand.class, ConfigCheckCommand.class, ConfigDiffCommand.class})
final class ConfigCommand implements Runnable {
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
