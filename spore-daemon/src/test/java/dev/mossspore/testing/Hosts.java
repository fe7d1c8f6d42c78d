package dev.mossspore.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Two hosts on one segment, made of network namespaces with no way out: {@code a} is 203.0.113.1,
 * {@code b} is 203.0.113.2. Needs root, iproute2 and nftables; where they are missing the test is
 * skipped, but in CI it fails.
 */
public final class Hosts implements AutoCloseable {
  /** Address of the first host. */
  public static final String A = "203.0.113.1";

  /** Address of the second host. */
  public static final String B = "203.0.113.2";

  private final String prefix = "spore" + ProcessHandle.current().pid();

  private Hosts() {}

  /** Makes the hosts; whatever an earlier test of this process left is removed first. */
  public static Hosts up() {
    requireRoot();
    Hosts hosts = new Hosts();
    hosts.close();
    hosts.ip("netns", "add", hosts.name("a"));
    hosts.ip("netns", "add", hosts.name("b"));
    hosts.ip(
        "link",
        "add",
        "eth0",
        "netns",
        hosts.name("a"),
        "type",
        "veth",
        "peer",
        "name",
        "eth0",
        "netns",
        hosts.name("b"));
    hosts.address("a", A);
    hosts.address("b", B);
    return hosts;
  }

  /** The command line, to be run on a host. */
  public List<String> on(String host, String... command) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name(host)));
    all.addAll(List.of(command));
    return all;
  }

  /** Lets no TCP through to or from a host; loopback stays as it is. */
  public void blockTcp(String host) {
    run(on(host, "nft", "add table ip t"));
    for (String hook : List.of("input", "output")) {
      String side = hook.equals("input") ? "iifname" : "oifname";
      run(
          on(
              host,
              "nft",
              "add chain ip t %s { type filter hook %s priority 0; }".formatted(hook, hook)));
      run(on(host, "nft", "add rule ip t %s %s eth0 meta l4proto tcp drop".formatted(hook, side)));
    }
  }

  @Override
  public void close() {
    for (String host : List.of("a", "b")) {
      execute(List.of("ip", "netns", "del", name(host)));
    }
  }

  private void address(String host, String address) {
    run(on(host, "ip", "link", "set", "lo", "up"));
    run(on(host, "ip", "address", "add", address + "/24", "dev", "eth0"));
    run(on(host, "ip", "link", "set", "eth0", "up"));
  }

  private String name(String host) {
    return prefix + host;
  }

  private void ip(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    run(command);
  }

  private static void requireRoot() {
    String missing =
        execute(List.of("sh", "-c", "test $(id -u) = 0 && command -v ip && command -v nft")) == 0
            ? ""
            : "needs root, iproute2 and nftables";
    if (!missing.isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new AssertionError(missing);
    }
    Assumptions.assumeTrue(missing.isEmpty(), missing);
  }

  private static void run(List<String> command) {
    int code = execute(command);
    if (code != 0) {
      throw new AssertionError(String.join(" ", command) + " ended with " + code);
    }
  }

  private static int execute(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("hangs: " + String.join(" ", command) + ": " + output);
      }
      return process.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
