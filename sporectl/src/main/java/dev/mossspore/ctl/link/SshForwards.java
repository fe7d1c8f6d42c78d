package dev.mossspore.ctl.link;

import dev.mossspore.ctl.endpoint.Endpoint;
import dev.mossspore.ctl.fleet.CallFailedException;
import dev.mossspore.ctl.fleet.ClientCode;
import dev.mossspore.ctl.fleet.Deadline;
import dev.mossspore.ctl.fleet.Outcome;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes sockets of other hosts local ones, by the system's OpenSSH client with the user's own
 * configuration. One ssh per destination stays for a minute after its last use and serves every
 * {@code sporectl} of the user meanwhile; it then ends by itself, and the next run sweeps up the
 * sockets that it leaves.
 */
public final class SshForwards {
  private static final Duration LOCK_POLL = Duration.ofMillis(20);

  private final Map<String, String> environment;
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
  private final Ssh ssh = new Ssh();

  /** Takes the environment, which says where the sockets lie. */
  public SshForwards(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The local twin of a remote socket. */
  Path forward(Endpoint.Ssh remote, Deadline deadline)
      throws CallFailedException, InterruptedException {
    Path directory = PrivateDirectory.open(environment);
    String name = Fingerprint.of(remote.destination(), remote.port(), remote.arguments());
    Path control = directory.resolve(name + ".ctl");
    Path local = directory.resolve(name + "-" + Fingerprint.of(remote.socket()) + ".sock");
    ReentrantLock lock = locks.computeIfAbsent(name, _ -> new ReentrantLock());
    lock.lockInterruptibly();
    // The second lock is against other processes, which the first does not know.
    try (FileChannel file =
        FileChannel.open(
            directory.resolve(name + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      lock(file, remote, deadline);
      if (!listens(control)) {
        sweep(directory, name);
        ssh.connect(remote, control, deadline);
      }
      if (!Files.exists(local)) {
        ssh.forward(remote, control, local, deadline);
      }
      return local;
    } catch (IOException e) {
      throw new CallFailedException(
          Outcome.FAILED,
          ClientCode.PRIVATE_DIRECTORY,
          "the sockets of ssh in %s cannot be handled: %s".formatted(directory, e.getMessage()),
          "look at the rights and the free space there");
    } finally {
      lock.unlock();
    }
  }

  private static void lock(FileChannel file, Endpoint.Ssh remote, Deadline deadline)
      throws IOException, InterruptedException, CallFailedException {
    while (file.tryLock() == null) {
      if (deadline.over()) {
        throw Ssh.late(remote);
      }
      Thread.sleep(LOCK_POLL);
    }
  }

  private static boolean listens(Path control) {
    try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(control))) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** What an ssh that is gone left of this destination. */
  private static void sweep(Path directory, String name) throws IOException {
    try (var files = Files.newDirectoryStream(directory, name + "*.{sock,ctl}")) {
      for (Path left : files) {
        Files.deleteIfExists(left);
      }
    }
  }
}
