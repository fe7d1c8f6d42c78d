package dev.mossspore.ctl.command;

import dev.mossspore.ctl.render.Format;
import dev.mossspore.ctl.render.Screen;
import picocli.CommandLine.Option;

/** How answers are shown. */
final class OutputOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  Format format = Format.TABLE;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description =
          "One of ${COMPLETION-CANDIDATES}: auto means on a terminal, unless NO_COLOR is set.")
  Console.Colour colour = Console.Colour.AUTO;

  @Option(names = "--no-headers", description = "Leave out the line of headings.")
  boolean noHeaders;

  Screen screen(Console console) {
    return console.screen(colour, !noHeaders);
  }
}
