package dev.mossspore.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mossspore.base.FileProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Lines for a file which go to another output while the file takes none, because its disk is full:
 * diagnostics are wanted most when something is wrong. Owns both. One thread at a time.
 */
public final class FallbackOutput extends OutputStream {
  private final OutputStream file;
  private final OutputStream other;
  private boolean failing;

  public FallbackOutput(OutputStream file, OutputStream other) {
    this.file = file;
    this.other = other;
  }

  @Override
  public void write(byte[] line) throws IOException {
    try {
      file.write(line);
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        failing = true;
        String said = "the log file takes no lines, they follow here: " + FileProblem.of(e) + "\n";
        other.write(said.getBytes(UTF_8));
      }
      other.write(line);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    write(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value});
  }

  @Override
  public void close() throws IOException {
    try (file;
        other) {
      // Each line was written at once.
    }
  }
}
