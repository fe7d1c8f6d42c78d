package dev.mossspore.ctl.command;

import dev.mossspore.ctl.render.Screen;
import java.io.PrintStream;
import java.util.Map;

/**
 * Where a command runs.
 *
 * @param terminal whether standard output is a terminal
 * @param columns its width, or 0 if it is not known
 */
public record Console(
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean terminal,
    int columns) {
  /** That of this process; the launcher has looked at the terminal. */
  public static Console ofProcess() {
    return new Console(
        System.out,
        System.err,
        System.getenv(),
        Boolean.getBoolean("sporectl.terminal"),
        Math.max(0, Integer.getInteger("sporectl.columns", 0)));
  }

  /** What fits onto it, under the conventions of {@code NO_COLOR} and {@code TERM}. */
  Screen screen(Colour colour, boolean headers) {
    boolean bare =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "").equals("dumb");
    boolean coloured =
        switch (colour) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> terminal && !bare;
        };
    return new Screen(coloured, terminal ? columns : 0, headers);
  }

  /** When to use colours. */
  public enum Colour {
    AUTO,
    ALWAYS,
    NEVER;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
