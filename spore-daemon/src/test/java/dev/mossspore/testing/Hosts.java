package dev.mossspore.testing;

import dev.mossspore.testkit.Tools;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Hosts on one segment, made of network namespaces with no way out: {@code a} is 203.0.113.1,
 * {@code b} is 203.0.113.2, and so on. Needs root, iproute2 and nftables; where they are missing
 * the test is skipped, but in CI it fails.
 */
public final class Hosts implements AutoCloseable {
  /** Address of the first host. */
  public static final String A = "203.0.113.1";

  /** Address of the second host. */
  public static final String B = "203.0.113.2";

  private static final String SWITCH = "switch";

  private final String prefix = "spore" + ProcessHandle.current().pid();
  private final List<String> names;

  private Hosts(List<String> names) {
    this.names = names;
  }

  /** Makes two hosts; whatever an earlier test of this process left is removed first. */
  public static Hosts up() {
    return up(2);
  }

  /** Makes as many hosts as letters are needed for. */
  public static Hosts up(int count) {
    Tools.requireRoot("ip", "nft");
    List<String> names = IntStream.range(0, count).mapToObj(Hosts::letter).toList();
    Hosts hosts = new Hosts(names);
    hosts.close();
    hosts.ip("netns", "add", hosts.name(SWITCH));
    hosts.ip("-n", hosts.name(SWITCH), "link", "add", "br0", "type", "bridge");
    hosts.ip("-n", hosts.name(SWITCH), "link", "set", "br0", "up");
    for (String name : names) {
      hosts.ip("netns", "add", hosts.name(name));
      hosts.plug(name);
      hosts.configure(name);
    }
    return hosts;
  }

  /** The hosts' names. */
  public List<String> names() {
    return names;
  }

  /** The address of a host. */
  public static String address(String host) {
    return "203.0.113." + (host.charAt(0) - 'a' + 1);
  }

  /** The address of this machine that packets to another one leave from. */
  public static InetAddress towards(InetSocketAddress remote) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(remote);
      return socket.getLocalAddress();
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command line, to be run on a host. */
  public List<String> on(String host, String... command) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name(host)));
    all.addAll(List.of(command));
    return all;
  }

  /** What a command says that is run on a host. */
  public String ask(String host, String... command) {
    return Tools.run(on(host, command)).output();
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
    Stream.concat(names.stream(), Stream.of(SWITCH))
        .forEach(host -> execute(List.of("ip", "netns", "del", name(host))));
  }

  private static String letter(int number) {
    return String.valueOf((char) ('a' + number));
  }

  private void plug(String host) {
    String hub = name(SWITCH);
    String port = "to-" + host;
    ip(
        "link",
        "add",
        "eth0",
        "netns",
        name(host),
        "type",
        "veth",
        "peer",
        "name",
        port,
        "netns",
        hub);
    ip("-n", hub, "link", "set", "dev", port, "master", "br0", "up");
  }

  private void configure(String host) {
    run(on(host, "ip", "link", "set", "lo", "up"));
    run(on(host, "ip", "address", "add", address(host) + "/24", "dev", "eth0"));
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

  private static void run(List<String> command) {
    int code = execute(command);
    if (code != 0) {
      throw new AssertionError(String.join(" ", command) + " ended with " + code);
    }
  }

  private static int execute(List<String> command) {
    return Tools.run(command).status();
  }
}
