package dev.mossspore.ctl.command;

import dev.mossspore.ctl.fleet.ExitCode;
import dev.mossspore.ctl.identity.IdentityBytes;
import dev.mossspore.ctl.render.LocalLayouts;
import dev.mossspore.ctl.render.LocalPrinter;
import dev.mossspore.ctl.view.IdentityView;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is public of an identity file. */
@Command(
    name = "show",
    description = "Fingerprint and public keys of identity files; nothing secret is printed.",
    footerHeading = "%nExamples:%n",
    footer = "  sporectl identity show /var/lib/mossspore/identity.key")
final class IdentityShowCommand implements Callable<Integer> {
  @Mixin OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Identity files, of either form.")
  List<Path> files = List.of();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Console console = Sporectl.console(spec);
    List<IdentityView> views = files.stream().map(IdentityShowCommand::view).toList();
    console
        .out()
        .print(
            new LocalPrinter<>(LocalLayouts.IDENTITY, output.format, output.screen(console))
                .print(views));
    return ExitCode.OK.status();
  }

  private static IdentityView view(Path file) {
    IdentityBytes identity = IdentityInput.read(file);
    String key = identity.publicKey();
    return new IdentityView(
        file.toString(), identity.length(), key.substring(0, 16), key, identity.noisePublicKey());
  }
}
