package dev.mossspore.crypto;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A lock beside the identity file, held while this object is open: two nodes with one identity shut
 * each other out of the network (chapter 01 section 1.2).
 */
final class IdentityLock implements AutoCloseable {
  private final FileChannel channel;

  private IdentityLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Creates the lock file and missing directories where needed. */
  static IdentityLock acquire(Path identity) throws IdentityFileException {
    Path path = identity.resolveSibling(identity.getFileName() + ".lock");
    try {
      create(path);
      FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
      if (tryLock(channel)) {
        return new IdentityLock(channel);
      }
      channel.close();
    } catch (IOException e) {
      throw new IdentityFileException(
          "identity file %s cannot be created or locked: %s"
              .formatted(identity, PrivateFiles.cause(e)));
    }
    throw new IdentityFileException(
        "identity file %s is in use by another spore: stop that one, or give this one a file of its own"
            .formatted(identity));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock ends with the process at the latest.
    }
  }

  private static void create(Path path) throws IOException {
    try {
      PrivateFiles.createParents(path);
      PrivateFiles.createFile(path);
    } catch (FileAlreadyExistsException e) {
      // Left by an earlier run, or made in this instant by another: taking the lock decides.
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
