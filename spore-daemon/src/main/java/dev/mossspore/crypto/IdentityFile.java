package dev.mossspore.crypto;

import dev.mossspore.base.FileMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;

/**
 * The identity file of 07 section 6.2: loaded or created, never overwritten, and locked for as long
 * as this object is open. Blocks on the disk.
 */
public final class IdentityFile implements AutoCloseable {
  private final Path path;
  private final Identity identity;
  private final boolean created;
  private final IdentityLock lock;

  private IdentityFile(Path path, Identity identity, boolean created, IdentityLock lock) {
    this.path = path;
    this.identity = identity;
    this.created = created;
    this.lock = lock;
  }

  /**
   * Loads the file, or creates it with mode 0600 where there is none.
   *
   * @throws IdentityFileException with a sentence for the operator; an existing file is as it was
   */
  public static IdentityFile open(Path path, SecureRandom random) throws IdentityFileException {
    Path target = path.toAbsolutePath();
    IdentityLock lock = IdentityLock.acquire(target);
    try {
      boolean create = !Files.exists(target, LinkOption.NOFOLLOW_LINKS);
      Identity identity = create ? create(target, random) : load(target);
      return new IdentityFile(target, identity, create, lock);
    } catch (IdentityFileException e) {
      lock.close();
      throw e;
    }
  }

  public Identity identity() {
    return identity;
  }

  /** Whether {@link #open} made the file. */
  public boolean created() {
    return created;
  }

  public Path path() {
    return path;
  }

  /** A sentence for the log if other users of this host can read the key. */
  public Optional<String> exposure() {
    Set<PosixFilePermission> mode = permissions(path);
    boolean exposed =
        mode.contains(PosixFilePermission.GROUP_READ)
            || mode.contains(PosixFilePermission.OTHERS_READ);
    return exposed
        ? Optional.of(
            "identity file %s can be read by other users: %s"
                .formatted(path, FileMode.fix(path, "600")))
        : Optional.empty();
  }

  /** A sentence for the log if nothing keeps another spore from using this file too. */
  public Optional<String> unlocked() {
    return lock.obstacle().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "identity file %s cannot be locked against a second spore: %s"
                .formatted(path, lock.obstacle()));
  }

  @Override
  public void close() {
    lock.close();
  }

  /**
   * Checks a file without creating or locking anything.
   *
   * @return a sentence on what is wrong with it; empty if it is usable or absent
   */
  public static Optional<String> problem(Path path) {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      load(path.toAbsolutePath());
      return Optional.empty();
    } catch (IdentityFileException e) {
      return Optional.of(e.problem());
    }
  }

  private static Identity load(Path path) throws IdentityFileException {
    byte[] bytes;
    try (var in = Files.newInputStream(path)) {
      bytes = in.readNBytes(IdentityCodec.LONG_LENGTH + 1);
    } catch (IOException e) {
      throw new IdentityFileException(
          "identity file %s cannot be read: %s".formatted(path, PrivateFiles.cause(e)));
    }
    if (permissions(path).contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new IdentityFileException(
          "identity file %s can be written by every user: check that it is still yours, then %s"
              .formatted(path, FileMode.fix(path, "600")));
    }
    return switch (IdentityCodec.decode(bytes)) {
      case IdentityCodec.Valid(Identity identity) -> identity;
      case IdentityCodec.Invalid(String problem) ->
          throw new IdentityFileException(
              "identity file %s is not usable: %s. It was left as it is; to start with a new identity, move it away"
                  .formatted(path, problem));
    };
  }

  /** Flushed to disk under another name first, so that a crash leaves a whole file or none. */
  private static Identity create(Path path, SecureRandom random) throws IdentityFileException {
    Identity identity = Identity.generate(random);
    Path temporary = path.resolveSibling(path.getFileName() + ".new");
    try {
      Files.deleteIfExists(temporary);
      PrivateFiles.createFile(temporary);
      try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(IdentityCodec.encode(identity));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
      return identity;
    } catch (IOException e) {
      throw new IdentityFileException(
          "identity file %s cannot be created: %s".formatted(path, PrivateFiles.cause(e)));
    }
  }

  /** Empty where the file system does not tell. */
  private static Set<PosixFilePermission> permissions(Path path) {
    try {
      return FileMode.read(path);
    } catch (IOException e) {
      return Set.of();
    }
  }
}
