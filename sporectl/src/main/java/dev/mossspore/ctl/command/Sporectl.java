package dev.mossspore.ctl.command;

import dev.mossspore.ctl.render.Format;
import dev.mossspore.ctl.view.Severity;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The command above all commands. */
@Command(
    name = "sporectl",
    description = "Looks after many MossSpore relays from one place.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sporectl status                       the daemon of this host",
      "  sporectl status -i hosts.ini          every host of an Ansible inventory",
      "  sporectl status -l 'web:&eu:!old'     some of them, by Ansible's patterns",
      "  sporectl tail --host ssh://web01      events of one host, over ssh",
      "  sporectl explain ssh_auth             what a code means and what to do",
      "",
      "Exit codes: 0 ok, 1 finding or condition not met, 2 usage, 3 some hosts failed,",
      "4 none reachable, 5 refused, 6 timed out, 130 interrupted."
    },
    subcommands = {
      StatusCommand.class,
      PeersCommand.class,
      SessionsCommand.class,
      TailCommand.class,
      WhyCommand.class,
      DoctorCommand.class,
      NetcheckCommand.class,
      ConfigCommand.class,
      ReloadCommand.class,
      IdentityCommand.class,
      ExplainCommand.class,
      CompletionCommand.class
    })
public final class Sporectl implements Runnable {
  private final Console console;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      description = "Print the version and exit.")
  boolean version;

  Sporectl(Console console) {
    this.console = console;
  }

  /** Picocli's model of all commands. */
  public static CommandLine commandLine(Console console) {
    CommandLine line = new CommandLine(new Sporectl(console));
    line.registerConverter(java.time.Duration.class, DurationText::parse);
    line.registerConverter(Format.class, new EnumText<>(Format.class));
    line.registerConverter(Severity.class, new EnumText<>(Severity.class));
    line.registerConverter(Console.Colour.class, new EnumText<>(Console.Colour.class));
    line.registerConverter(
        CompletionCommand.Shell.class, new EnumText<>(CompletionCommand.Shell.class));
    line.registerConverter(
        IdentityConvertCommand.Form.class, new EnumText<>(IdentityConvertCommand.Form.class));
    // The last one wins, so that an alias with options can be typed over.
    line.setOverwrittenOptionsAllowed(true);
    line.setUsageHelpWidth(console.columns() > 60 ? Math.min(console.columns(), 120) : 80);
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            console.screen(Console.Colour.AUTO, true).colour()
                ? CommandLine.Help.Ansi.ON
                : CommandLine.Help.Ansi.OFF));
    line.setOut(new PrintWriter(console.out(), true, console.out().charset()));
    line.setErr(new PrintWriter(console.err(), true, console.err().charset()));
    line.setParameterExceptionHandler(new UsageErrors(console)::onParameters);
    line.setExecutionExceptionHandler(new UsageErrors(console)::onExecution);
    return line;
  }

  static Console console(CommandSpec spec) {
    if (spec.root().userObject() instanceof Sporectl root) {
      return root.console;
    }
    throw new IllegalStateException("not below sporectl: " + spec.qualifiedName());
  }

  @Override
  public void run() {
    if (version) {
      console.out().println(Version.line());
      return;
    }
    throw new CommandMissingException();
  }
}
