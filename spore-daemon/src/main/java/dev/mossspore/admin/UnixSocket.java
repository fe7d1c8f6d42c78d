package dev.mossspore.admin;

import dev.mossspore.base.FileMode;
import dev.mossspore.base.FileProblem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A listening socket in the file system. It is made in a directory that only this process can
 * enter, gets its group and mode there, and appears under its name at once and whole, in the place
 * of one that a dead process has left. A lock beside it keeps two daemons from taking it from each
 * other. On Windows, where it has the access list of its directory and cannot be renamed, that
 * directory has to be closed to others instead.
 */
public final class UnixSocket implements AutoCloseable {
  private static final Set<PosixFilePermission> OPEN =
      EnumSet.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

  private final Path path;
  private final FileChannel lock;
  private final ServerSocketChannel channel;
  private final @Nullable Object file;

  private UnixSocket(
      Path path, FileChannel lock, ServerSocketChannel channel, @Nullable Object file) {
    this.path = path;
    this.lock = lock;
    this.channel = channel;
    this.file = file;
  }

  /**
   * Binds, and makes the directory and those above it with mode 0750 where they are missing.
   * Blocks.
   *
   * @param mode in octal digits; without meaning on Windows
   * @param group of the socket, and of each directory that is made; null for the process's own
   * @throws IOException with a sentence for the operator
   */
  public static UnixSocket bind(Path path, String mode, @Nullable GroupPrincipal group)
      throws IOException {
    try {
      Path directory = Objects.requireNonNull(path.toAbsolutePath().getParent());
      makeDirectory(directory, group);
      FileChannel lock = lock(path);
      try {
        replaceable(path);
        ServerSocketChannel channel =
            FileMode.isPosix(path)
                ? make(path, permissions(mode), group)
                : makeInClosed(directory, path);
        return new UnixSocket(path, lock, channel, fileKey(path));
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (UnsupportedOperationException e) {
      throw new IOException(
          "admin.socket %s: this system has no sockets in its file system".formatted(path), e);
    } catch (IOException e) {
      throw new IOException("admin.socket %s: %s".formatted(path, FileProblem.of(e)), e);
    }
  }

  /** The socket; whoever serves it closes it, or {@link #close} does. */
  ServerSocketChannel channel() {
    return channel;
  }

  public Path path() {
    return path;
  }

  /** Closes and removes it, unless something else has taken its name. Any thread, and again. */
  @Override
  public void close() {
    if (!lock.isOpen()) {
      return; // by now another daemon may have made its own under this name
    }
    try (lock;
        channel) {
      if (Objects.equals(file, fileKey(path))) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // What stays behind is replaced at the next start.
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    Path file = path.resolveSibling(path.getFileName() + ".lock");
    try {
      Files.createFile(file, FileMode.of(file, "rw-------"));
    } catch (FileAlreadyExistsException e) {
      // Left by an earlier run, or made by another: taking the lock decides.
    }
    FileChannel lock = FileChannel.open(file, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() != null) {
        return lock;
      }
    } catch (OverlappingFileLockException e) {
      // This very process has it.
    }
    lock.close();
    throw new IOException("in use by another daemon");
  }

  /** Nothing but a socket on which nobody listens may be replaced. */
  private static void replaceable(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!attributes(path).isOther()) {
      throw new IOException("exists and is no socket");
    }
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.connect(UnixDomainSocketAddress.of(path));
    } catch (ConnectException e) {
      return;
    }
    throw new IOException("another program listens there");
  }

  private static ServerSocketChannel make(
      Path path, Set<PosixFilePermission> permissions, @Nullable GroupPrincipal group)
      throws IOException {
    Path workshop = workshop(path);
    Path socket = workshop.resolve("s");
    if (Files.isDirectory(workshop, LinkOption.NOFOLLOW_LINKS)) {
      // Of a process that was killed at this point; the lock says that nobody else is at it.
      Files.deleteIfExists(socket);
      Files.delete(workshop);
    }
    Files.createDirectory(workshop, FileMode.of(path, "rwx------"));
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(socket));
      give(socket, group);
      Files.setPosixFilePermissions(socket, permissions);
      Files.move(socket, path, StandardCopyOption.ATOMIC_MOVE);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    } finally {
      Files.deleteIfExists(socket);
      Files.deleteIfExists(workshop);
    }
  }

  private static ServerSocketChannel makeInClosed(Path directory, Path path) throws IOException {
    if (!Collections.disjoint(FileMode.read(directory), OPEN)) {
      throw new IOException("others may use its directory: " + FileMode.fix(directory, "700"));
    }
    Files.deleteIfExists(path);
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(path));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Where a socket is made. Short, since the system takes no long names of sockets. */
  static Path workshop(Path path) {
    return path.resolveSibling(".%06x".formatted(Objects.hashCode(path.getFileName()) & 0xffffff));
  }

  private static void makeDirectory(Path directory, @Nullable GroupPrincipal group)
      throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent != null) {
      makeDirectory(parent, group);
    }
    Files.createDirectory(directory, FileMode.of(directory, "rwxr-x---"));
    give(directory, group);
  }

  private static void give(Path path, @Nullable GroupPrincipal group) throws IOException {
    if (group != null) {
      if (!FileMode.isPosix(path)) {
        throw new IOException("files have no group on this system: leave admin.socket_group empty");
      }
      Files.getFileAttributeView(path, PosixFileAttributeView.class).setGroup(group);
    }
  }

  private static Set<PosixFilePermission> permissions(String mode) {
    int bits = Integer.parseInt(mode, 8);
    PosixFilePermission[] fromHighest = PosixFilePermission.values();
    Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    for (int i = 0; i < fromHighest.length; i++) {
      if ((bits >> (fromHighest.length - 1 - i) & 1) == 1) {
        set.add(fromHighest[i]);
      }
    }
    return set;
  }

  private static @Nullable Object fileKey(Path path) {
    try {
      return attributes(path).fileKey();
    } catch (IOException e) {
      return null;
    }
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }
}
