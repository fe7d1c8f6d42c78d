package dev.mossspore.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mossspore.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  InstallerRun(Path directory, String shell) throws IOException {
    this.shell = shell;
    String fetcher = shell.equals("dash") ? "curl" : "wget";
    this.host =
        BareHost.with(directory.resolve("root"), "openssl", "dash", fetcher, "groupadd", "useradd");
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
    assertEquals(before, files(), result.output());
  }

  Tools.Result install(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--base-url", release.url(), "--loopback-http"));
    all.addAll(List.of("--public-key", "/key.pub"));
    all.addAll(List.of(arguments));
    return script(all.toArray(String[]::new));
  }

  Tools.Result script(String... arguments) {
    List<String> command = new ArrayList<>(List.of(shell, "/install.sh"));
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  Tools.Result run(String... command) {
    return Tools.run(host.asRoot(command));
  }

  String version() {
    return run("/usr/local/bin/mossspore", "--version").output();
  }

  String mode(String path) {
    return run("stat", "-c", "%A %U %G", path).output().strip();
  }

  List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(host.path("/."))) {
      return all.map(Path::toString).sorted().toList();
    }
  }

  static List<String> programs(List<String> files) {
    return files.stream().filter(file -> file.contains("mossspore")).toList();
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
