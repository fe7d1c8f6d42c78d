package dev.mossspore.ctl.command;

import dev.mossspore.ctl.doc.FishCompletion;
import dev.mossspore.ctl.fleet.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Completion for shells. */
@Command(
    name = "completion",
    description = "Print a completion script for a shell.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(sporectl completion bash)                 in ~/.bashrc",
      "  source <(sporectl completion zsh)                  in ~/.zshrc",
      "  sporectl completion fish > ~/.config/fish/completions/sporectl.fish"
    })
final class CompletionCommand implements Callable<Integer> {
  /** Shells that are known. */
  enum Shell {
    BASH,
    ZSH,
    FISH;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  Shell shell = Shell.BASH;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var root = spec.root().commandLine();
    String script =
        shell == Shell.FISH ? FishCompletion.of(spec.root()) : AutoComplete.bash("sporectl", root);
    Sporectl.console(spec).out().print(script);
    return ExitCode.OK.status();
  }
}
