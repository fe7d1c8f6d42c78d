package dev.mossspore.ctl.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that programs and people rely on, kept as files. A change of one is a change of a contract:
 * {@code -Dmossspore.rewrite=true} writes them anew, and the diff is reviewed.
 */
public final class Golden {
  private static final Path DIRECTORY = Path.of("src/test/resources/golden");

  private Golden() {}

  /** Compares a text with its file. */
  public static void check(String name, String text) {
    Path file = DIRECTORY.resolve(name);
    try {
      if (Boolean.getBoolean("mossspore.rewrite")) {
        Files.createDirectories(DIRECTORY);
        Files.writeString(file, text);
      }
      assertEquals(Files.readString(file), text, () -> name + " has changed");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
