package dev.mossspore.observe;

import dev.mossspore.base.FileMode;
import dev.mossspore.base.FileProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;

/**
 * A file that lines are appended to, each whole or not at all: where a full disk takes half of one,
 * that half is cut off again. Files are readable by the group, since logs name peers' addresses.
 * One thread at a time.
 */
public final class LogFile extends OutputStream {
  private final FileChannel channel;

  private LogFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens the file to append to, and makes it and its directory where they do not exist.
   *
   * @throws IOException naming the file and what is wrong with it
   */
  public static LogFile open(Path file) throws IOException {
    try {
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null && !Files.isDirectory(directory)) {
        Files.createDirectories(directory, FileMode.of(file, "rwxr-x---"));
      }
      return new LogFile(
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
              FileMode.of(file, "rw-r-----")));
    } catch (IOException e) {
      throw new IOException(file + ": " + FileProblem.of(e), e);
    }
  }

  @Override
  public void write(byte[] line) throws IOException {
    long before = channel.size();
    ByteBuffer bytes = ByteBuffer.wrap(line);
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      if (bytes.position() > 0) {
        channel.truncate(before);
      }
      throw e;
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
    channel.close();
  }
}
