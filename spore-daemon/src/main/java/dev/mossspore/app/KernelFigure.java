package dev.mossspore.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A setting or a count of a Linux kernel. */
final class KernelFigure {
  private static final Path SETTINGS = Path.of("/proc/sys");
  private static final int MAX_DIGITS = 18;

  private KernelFigure() {}

  /**
   * The figure; 0 where there is none.
   *
   * @param name for example {@code net/core/rmem_max}
   */
  static long read(String name) {
    // The kernel answers the first read alone, and Files.readString begins with one of a byte.
    try (InputStream in = Files.newInputStream(SETTINGS.resolve(name))) {
      String text = new String(in.readNBytes(MAX_DIGITS + 1), US_ASCII).strip();
      return text.matches("\\d{1," + MAX_DIGITS + "}") ? Long.parseLong(text) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
