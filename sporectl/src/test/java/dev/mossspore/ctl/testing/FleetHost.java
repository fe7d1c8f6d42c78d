package dev.mossspore.ctl.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** One server of the fleet lab: Debian under a real systemd, without Java. */
public final class FleetHost implements AutoCloseable {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Path LAB = TOP.resolve("ansible/tests/fleetlab");
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final String prefix = "ct" + ProcessHandle.current().pid() % 100_000;
  private final String name = prefix + "1";

  private FleetHost() {}

  /** Skips the test where there can be no server; in CI it fails instead. */
  public static void require() {
    Tools.requireRoot(
        "ip", "systemd-nspawn", "ssh-keygen", "python3", "openssl", "curl", "/usr/sbin/sshd");
    Tools.require("grep -q overlay /proc/filesystems", "overlayfs");
    Tools.require(
        "ls ../spore-daemon/target/mossspore-linux-* target/sporectl-linux-*",
        "both files that mvn package -Pimage makes");
  }

  /** Boots it. */
  public static FleetHost up() {
    require();
    FleetHost host = new FleetHost();
    host.lab("up 1 --base /");
    return host;
  }

  /**
   * Signs what was built of both programs and installs it as a release.
   *
   * @param directory to sign in
   */
  public void installRelease(Path directory, String options) throws IOException {
    Path release = Files.createDirectories(directory.resolve("release"));
    for (Path file : List.of(built("spore-daemon", "mossspore"), built("sporectl", "sporectl"))) {
      Files.copy(file, release.resolve(file.getFileName()));
    }
    String sign = TOP.resolve("spore-daemon/packaging/release").toString();
    Path key = directory.resolve("key");
    succeed(List.of(sign, "new-key", key.toString()));
    succeed(List.of(sign, "sign", key.toString(), release.toString()));
    Path inside = Path.of("/run/fleetlab-" + prefix, name, "root/root/release");
    Files.createDirectories(inside);
    try (Stream<Path> files = Files.list(release)) {
      for (Path file : files.toList()) {
        Files.copy(file, inside.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    said("cd /root/release && sh install.sh -y --file mossspore-linux-* --start " + options);
  }

  /** Runs a line of shell on the server. */
  public Tools.Result sh(String line) {
    return Tools.run(
        LIMIT,
        List.of("env", environment(), network(), LAB.toString(), "exec", name, "sh", "-c", line));
  }

  /** The same, and what it said; it has to succeed. */
  public String said(String line) {
    Tools.Result result = sh(line);
    if (result.status() != 0) {
      throw new AssertionError(line + ": " + result.status() + " " + result.output());
    }
    return result.output().strip();
  }

  @Override
  public void close() {
    lab("down");
  }

  /** The file of a program that needs nothing installed. */
  private static Path built(String module, String program) {
    try (Stream<Path> files = Files.list(TOP.resolve(module).resolve("target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches(program + "-linux-(amd64|arm64)"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("not built: mvn package -Pimage makes it"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void lab(String command) {
    succeed(List.of("sh", "-c", environment() + " " + network() + " " + LAB + " " + command));
  }

  private static void succeed(List<String> command) {
    Tools.Result result = Tools.run(LIMIT, command);
    if (result.status() != 0) {
      throw new AssertionError(String.join(" ", command) + ": " + result.output());
    }
  }

  private String environment() {
    return "FLEETLAB_PREFIX=" + prefix;
  }

  private static String network() {
    return "FLEETLAB_NET=198.18." + ProcessHandle.current().pid() % 250;
  }
}
