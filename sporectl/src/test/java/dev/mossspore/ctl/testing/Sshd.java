package dev.mossspore.ctl.testing;

import dev.mossspore.testkit.Await;
import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real sshd on loopback with keys of its own; needs root. */
public final class Sshd implements AutoCloseable {
  private final Process process;
  private final int port;
  private final Path log;

  private Sshd(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /** Lets in whoever has the key {@code client} of the directory, which is made if missing. */
  public static Sshd start(Path directory, String name) {
    try {
      key(directory.resolve("client"));
      key(directory.resolve(name + "-host"));
      Files.createDirectories(Path.of("/run/sshd"));
      int port = freePort();
      Path config = directory.resolve(name + ".conf");
      Files.writeString(
          config,
          """
          ListenAddress 127.0.0.1
          Port %d
          HostKey %s
          AuthorizedKeysFile %s
          PidFile none
          StrictModes no
          UsePAM no
          PasswordAuthentication no
          PermitRootLogin prohibit-password
          """
              .formatted(port, directory.resolve(name + "-host"), directory.resolve("client.pub")));
      Path log = directory.resolve(name + ".log");
      Process process =
          new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", config.toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Sshd sshd = new Sshd(process, port, log);
      Await.until("sshd listens: " + sshd.log(), Duration.ofSeconds(20), sshd::listens);
      return sshd;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a key pair where there is none. */
  public static void key(Path file) {
    if (!Files.exists(file)) {
      Tools.Result made =
          Tools.run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString()));
      if (made.status() != 0) {
        throw new AssertionError(made.output());
      }
    }
  }

  public int port() {
    return port;
  }

  /** How many logins it has let in. */
  public long logins() {
    return log().lines().filter(line -> line.contains("Accepted publickey")).count();
  }

  /** What it has said. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean listens() {
    try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
