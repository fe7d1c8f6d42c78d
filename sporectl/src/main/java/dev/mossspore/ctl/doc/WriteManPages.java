package dev.mossspore.ctl.doc;

import dev.mossspore.ctl.command.Console;
import dev.mossspore.ctl.command.Sporectl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Writes all man pages to a directory; the build runs it. */
public final class WriteManPages {
  private WriteManPages() {}

  /** With the directory as its argument. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    write(Sporectl.commandLine(Console.ofProcess()).getCommandSpec(), directory);
  }

  private static void write(CommandSpec command, Path directory) throws IOException {
    Files.writeString(directory.resolve(ManPage.name(command) + ".1"), ManPage.of(command));
    for (CommandLine child : command.subcommands().values()) {
      write(child.getCommandSpec(), directory);
    }
  }
}
