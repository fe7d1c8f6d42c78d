package dev.mossspore.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A bare host, a release on loopback, and install.sh between them. */
final class InstallerRun implements AutoCloseable {
  /** What the installer fetches here. */
  static final String ASSET =
      "mossspore-linux-" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");

  final BareHost host;
  final FakeRelease release;
  final String shell;

  /** What was on the host before anything was run. */
  final List<String> before;

  /** With BusyBox and its wget, or with dash and curl. */
  InstallerRun(Path directory, String shell) throws IOException {
    this(directory, shell, shell.equals("dash") ? List.of("curl") : List.of());
  }

  /** With more programs of this machine. */
  InstallerRun(Path directory, String shell, List<String> more) throws IOException {
    this.shell = shell;
    List<String> programs = new ArrayList<>(List.of("openssl", "dash", "groupadd", "useradd"));
    programs.addAll(more);
    this.host = BareHost.with(directory.resolve("root"), programs.toArray(String[]::new));
    this.release = new FakeRelease(directory.resolve("release"), "1.0.0");
    Files.copy(Path.of("../install.sh"), host.path("/install.sh"));
    Files.copy(release.publicKey(), host.path("/key.pub"));
    this.before = files();
  }

  void refused(String reason) throws IOException {
    refusedWith(List.of(), reason);
  }

  void refusedWith(List<String> arguments, String reason) throws IOException {
    Tools.Result result = install(arguments.toArray(String[]::new));
    assertEquals(1, result.status(), result.output());
    assertTrue(result.output().contains(reason), result.output());
    assertEquals(List.of(), changesSince(before), result.output());
  }

  Tools.Result install(String... arguments) {
    return script(fromRelease(arguments));
  }

  /** The same as a user with a home. */
  Tools.Result installAsUser(String... arguments) {
    return Tools.run(host.asUser(command(fromRelease(arguments))));
  }

  Tools.Result script(String... arguments) {
    return run(command(arguments));
  }

  /**
   * The script at the end of a pipe, as it comes from curl, by root who answers on a terminal.
   *
   * @param answers questions, each followed by its answer
   */
  Tools.Result onTerminal(List<String> answers, String... arguments) {
    List<String> line = new ArrayList<>(List.of("src/test/scripts/answer"));
    line.addAll(answers);
    line.add("--");
    String script = "cat /install.sh | " + shell + " -s -- " + String.join(" ", arguments);
    line.addAll(host.onTerminal(Map.of("HOME", "/root"), "0:0", shell, "-c", script));
    return Tools.run(line);
  }

  /** The options that name the release, and more. */
  String[] fromRelease(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--base-url", release.url(), "--loopback-http"));
    all.addAll(List.of("--public-key", "/key.pub"));
    all.addAll(List.of(arguments));
    return all.toArray(String[]::new);
  }

  String[] command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(shell, "/install.sh"));
    command.addAll(List.of(arguments));
    return command.toArray(String[]::new);
  }

  Tools.Result run(String... command) {
    return Tools.run(host.asRoot(command));
  }

  /** Puts a shell script where a program of the host is, or would be. */
  void standIn(String path, String script) throws IOException {
    Path file = host.path(path);
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.writeString(file, "#!/bin/busybox sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A systemd that starts and stops one service, and writes down in /calls what it was told. */
  void withSystemd() throws IOException {
    Files.createDirectories(host.path("/run/systemd/system"));
    Files.createDirectories(host.path("/etc/systemd/system"));
    standIn(
        "/bin/systemctl",
        """
        echo "$*" >>/calls
        case $1 in
          is-active) [ -e /active ] ;;
          is-enabled) [ -e /etc/systemd/system/multi-user.target.wants ] ;;
          enable) mkdir /etc/systemd/system/multi-user.target.wants ;;
          start | restart) touch /active ;;
          disable)
            case $* in *--now*) rm -f /active ;; esac
            # It knows from the unit what it was enabled for.
            [ ! -e /etc/systemd/system/mossspore.service ] || rmdir /etc/systemd/system/multi-user.target.wants
            ;;
        esac
        """);
  }

  /** A clock by which a minute takes a second. */
  void withFastClock() throws IOException {
    standIn("/bin/date", "echo $(($(busybox date \"$@\") * 60))");
  }

  /** What the stand-ins were told since the last time. */
  List<String> calls() throws IOException {
    Path calls = host.path("/calls");
    List<String> said = Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    Files.deleteIfExists(calls);
    return said;
  }

  String version() {
    return run("/usr/local/bin/mossspore", "--version").output();
  }

  String mode(String path) {
    return run("stat", "-c", "%A %U %G", path).output().strip();
  }

  /** Every path of the host, from its root, but for what stand-ins wrote down. */
  List<String> files() throws IOException {
    Path root = host.path("/.").normalize();
    try (Stream<Path> all = Files.walk(root)) {
      return all.map(file -> "/" + root.relativize(file))
          .filter(file -> !file.equals("/calls"))
          .sorted()
          .toList();
    }
  }

  /** What has come since, with a plus, and gone, with a minus. */
  List<String> changesSince(List<String> earlier) throws IOException {
    List<String> now = files();
    Stream<String> come = now.stream().filter(file -> !earlier.contains(file)).map("+"::concat);
    Stream<String> gone = earlier.stream().filter(file -> !now.contains(file)).map("-"::concat);
    return Stream.concat(come, gone).toList();
  }

  static JsonNode summary(Tools.Result result) throws IOException {
    return json(
        result.output().lines().filter(line -> line.startsWith("{")).findFirst().orElse(""));
  }

  static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  @Override
  public void close() {
    release.close();
    host.close();
  }
}
