package dev.mossspore.crypto;

import dev.mossspore.base.FileMode;
import dev.mossspore.base.FileProblem;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes files and directories that only their owner can enter, from the first instant on. */
final class PrivateFiles {
  private PrivateFiles() {}

  /** Creates an empty file of mode 0600; fails if it exists. */
  static void createFile(Path path) throws IOException {
    Files.createFile(path, FileMode.of(path, "rw-------"));
  }

  /** Creates the missing directories above the path with mode 0700; existing ones keep theirs. */
  static void createParents(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      Files.createDirectories(parent, FileMode.of(path, "rwx------"));
    }
  }

  /** The error in an operator's words, and which file it is about. */
  static String cause(IOException e) {
    String file = e instanceof FileSystemException failure ? failure.getFile() : null;
    return FileProblem.of(e) + (file == null ? "" : ": " + file);
  }
}
