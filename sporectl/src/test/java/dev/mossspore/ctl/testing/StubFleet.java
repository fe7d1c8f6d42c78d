package dev.mossspore.ctl.testing;

import java.nio.file.Path;

/**
 * As a program: so many healthy stub daemons, in one process of their own: {@code DIRECTORY COUNT}.
 */
public final class StubFleet {
  private StubFleet() {}

  /** Serves until its standard input ends, after saying "ready". */
  public static void main(String[] arguments) throws java.io.IOException {
    Path directory = Path.of(arguments[0]);
    try (StubServer server = new StubServer()) {
      for (int i = 1; i <= Integer.parseInt(arguments[1]); i++) {
        server.serve(
            directory.resolve("s%03d.sock".formatted(i)), new StubDaemon().state(Samples.state(i)));
      }
      System.out.println("ready");
      System.out.flush();
      while (System.in.read() >= 0) {
        // Whoever started this closes its input.
      }
    }
  }
}
