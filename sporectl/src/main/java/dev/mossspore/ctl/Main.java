package dev.mossspore.ctl;

import dev.mossspore.ctl.command.Console;
import dev.mossspore.ctl.command.Sporectl;
import dev.mossspore.ctl.command.Version;

/** The command {@code sporectl}. */
public final class Main {
  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    int status;
    if (arguments.length == 1 && arguments[0].matches("--version|-V")) {
      // Asked for by scripts all the time: the commands need not be read for it.
      System.out.println(Version.line());
      status = 0;
    } else {
      status = Sporectl.commandLine(Console.ofProcess()).execute(arguments);
    }
    System.out.flush();
    System.err.flush();
    // Threads of libraries, and of hosts that never answer, must not keep it alive.
    Runtime.getRuntime().halt(status);
  }
}
