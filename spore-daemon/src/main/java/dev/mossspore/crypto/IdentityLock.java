package dev.mossspore.crypto;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A lock beside the identity file, held while this object is open: two nodes with one identity shut
 * each other out of the network (chapter 01 section 1.2).
 */
final class IdentityLock implements AutoCloseable {
  private final @Nullable FileChannel channel;
  private final String obstacle;

  private IdentityLock(@Nullable FileChannel channel, String obstacle) {
    this.channel = channel;
    this.obstacle = obstacle;
  }

  /**
   * Creates the lock file and missing directories where needed. An identity that exists on a disk
   * that takes no lock file, because it is full or can only be read, is used without one.
   *
   * @throws IdentityFileException if another spore has the lock, or may have it
   */
  static IdentityLock acquire(Path identity) throws IdentityFileException {
    Path path = identity.resolveSibling(identity.getFileName() + ".lock");
    try {
      create(path);
      FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
      if (tryLock(channel)) {
        return new IdentityLock(channel, "");
      }
      channel.close();
    } catch (IOException e) {
      boolean held = Files.exists(path) && e instanceof AccessDeniedException;
      if (Files.exists(identity) && !held) {
        return new IdentityLock(null, PrivateFiles.cause(e));
      }
      throw new IdentityFileException(
          "identity file %s cannot be created or locked: %s"
              .formatted(identity, PrivateFiles.cause(e)));
    }
    throw new IdentityFileException(
        "identity file %s is in use by another spore: stop that one, or give this one a file of its own"
            .formatted(identity));
  }

  /** Why there is no lock; empty if there is one. */
  String obstacle() {
    return obstacle;
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
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
