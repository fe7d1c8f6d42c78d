package dev.mossspore.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One server of the fleet lab: Debian under a real systemd, without Java. */
public final class FleetHost implements AutoCloseable {
  private static final Path LAB = Path.of("../ansible/tests/fleetlab").toAbsolutePath();

  private final String prefix = "it" + ProcessHandle.current().pid() % 100_000;
  private final String name = prefix + "1";

  private FleetHost() {}

  /** Skips the test where there can be no server; in CI it fails instead. */
  public static void require() {
    Tools.requireRoot("ip", "systemd-nspawn", "ssh-keygen", "python3", "openssl", "/usr/sbin/sshd");
    Tools.require("grep -q overlay /proc/filesystems", "overlayfs");
  }

  /** Boots it; what an earlier run of this process left goes first. */
  public static FleetHost up() {
    require();
    FleetHost host = new FleetHost();
    host.lab("up 1 --base /");
    return host;
  }

  /** Runs a line of shell on the server. */
  public Tools.Result sh(String line) {
    return Tools.run(
        // Away from the terminal of the tests, as a server's commands over ssh.
        List.of(
            "setsid",
            "-w",
            "env",
            environment(),
            network(),
            LAB.toString(),
            "exec",
            name,
            "sh",
            "-c",
            line));
  }

  /** The same, and what it said; it has to succeed. */
  public String said(String line) {
    Tools.Result result = sh(line);
    if (result.status() != 0) {
      throw new AssertionError(line + ": " + result.status() + " " + result.output());
    }
    return result.output().strip();
  }

  /** A directory of the server, for files to lie in. */
  public Path directory(String inside) throws IOException {
    return Files.createDirectories(Path.of("/run/fleetlab-" + prefix, name, "root" + inside));
  }

  /** Lines that change the service's unit until it is closed. */
  public interface DropIn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Changes the service's unit, which has to be started anew.
   *
   * @param lines of the section Service, as printf takes them
   */
  public DropIn dropIn(String lines) {
    String directory = "/run/systemd/system/mossspore.service.d";
    said(
        "mkdir -p %1$s && printf '[Service]\n%2$s' >%1$s/test.conf && systemctl daemon-reload"
            .formatted(directory, lines));
    return () -> said("rm -r " + directory + " && systemctl daemon-reload");
  }

  @Override
  public void close() {
    lab("down");
  }

  private void lab(String command) {
    Tools.Result result =
        Tools.run("env " + environment() + " " + network() + " " + LAB + " " + command);
    if (result.status() != 0) {
      throw new AssertionError("fleetlab " + command + ": " + result.output());
    }
  }

  private String environment() {
    return "FLEETLAB_PREFIX=" + prefix;
  }

  private static String network() {
    return "FLEETLAB_NET=198.19." + ProcessHandle.current().pid() % 250;
  }
}
