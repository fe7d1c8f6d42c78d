package dev.mossspore.base;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Replaces files as a whole, so that a crash leaves the old one or the new one. */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Writes beside the file, flushes to the disk, and renames. The file is its owner's alone from
   * the first instant on. Blocks.
   *
   * @param path with a parent that exists
   * @throws IOException if the disk does not take it; then the file is as it was, and nothing else
   *     is left
   */
  public static void replace(Path path, byte[] content) throws IOException {
    Path temporary =
        Files.createTempFile(
            path.getParent(), path.getFileName() + "-", ".tmp", FileMode.of(path, "rw-------"));
    try {
      try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
