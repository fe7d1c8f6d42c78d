package dev.mossspore.observe;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;

/**
 * A standard stream of the process, without a buffer: a line is one write. Closing it has no
 * effect, because the next file opened would get its number.
 */
public final class StandardStream extends FileOutputStream {
  private StandardStream(FileDescriptor descriptor) {
    super(descriptor);
  }

  /** Standard output. */
  public static OutputStream out() {
    return new StandardStream(FileDescriptor.out);
  }

  /** Standard error. */
  public static OutputStream err() {
    return new StandardStream(FileDescriptor.err);
  }

  @Override
  public void close() {}
}
