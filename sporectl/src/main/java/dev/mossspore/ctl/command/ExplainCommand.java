package dev.mossspore.ctl.command;

import dev.mossspore.catalogue.Catalogue;
import dev.mossspore.catalogue.Entry;
import dev.mossspore.ctl.fleet.ExitCode;
import dev.mossspore.ctl.inventory.NearestName;
import dev.mossspore.ctl.render.LocalLayouts;
import dev.mossspore.ctl.render.LocalPrinter;
import dev.mossspore.ctl.view.CodeView;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a code means. */
@Command(
    name = "explain",
    description = "What a code means, why it comes up, and what to do; all codes without one.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sporectl explain tcp_listener_down",
      "  sporectl explain",
      "  sporectl explain -o json | jq '.data[] | select(.kind == \"finding\")'"
    })
final class ExplainCommand implements Callable<Integer> {
  @Mixin OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "CODE", arity = "0..1", description = "As shown in answers and errors.")
  @Nullable String code;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Console console = Sporectl.console(spec);
    Catalogue catalogue = Catalogue.load();
    String wanted = code;
    List<Entry> entries = wanted == null ? catalogue.entries() : catalogue.find(wanted);
    if (wanted != null && entries.isEmpty()) {
      List<String> known = catalogue.entries().stream().map(Entry::code).toList();
      throw new UsageException(
          "there is no code '%s'; %s"
              .formatted(
                  wanted,
                  NearestName.of(wanted, known)
                      .map("did you mean '%s'?"::formatted)
                      .orElse("'sporectl explain' lists all")));
    }
    List<CodeView> views = entries.stream().map(ExplainCommand::view).toList();
    var presentation = wanted == null ? LocalLayouts.CODES : LocalLayouts.CODE;
    console
        .out()
        .print(
            new LocalPrinter<>(presentation, output.format, output.screen(console)).print(views));
    return ExitCode.OK.status();
  }

  private static CodeView view(Entry entry) {
    return new CodeView(
        entry.code(),
        entry.kind().name().toLowerCase(Locale.ROOT),
        entry.severity().name().toLowerCase(Locale.ROOT),
        entry.summary(),
        entry.cause(),
        entry.fix());
  }
}
