package dev.mossspore.image;

import dev.mossspore.testing.SporeProcess;
import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A root filesystem that holds a C library, BusyBox and the file under test. Needs root. */
final class BareHost implements AutoCloseable {
  private final Path root;

  private BareHost(Path root) {
    this.root = root;
  }

  /** A host with the file under test among its commands. */
  static BareHost withFile(Path root) throws IOException {
    BareHost host = with(root);
    // The runtime wants it; a host that has it must be closed, or its directory cannot be deleted.
    said("mount", "-t", "proc", "proc", root.resolve("proc").toString());
    Files.copy(built(), root.resolve("bin/mossspore"), StandardCopyOption.COPY_ATTRIBUTES);
    return host;
  }

  /** A host with more commands, copied from this machine. */
  static BareHost with(Path root, String... programs) throws IOException {
    Tools.requireRoot("busybox", "chroot", "setsid");
    Tools.requirePrograms(programs);
    Files.createDirectories(root);
    List<String> make = new ArrayList<>(List.of("packaging/image/bare-root", root.toString()));
    make.addAll(List.of(programs));
    said(make.toArray(String[]::new));
    return new BareHost(root);
  }

  Path path(String inside) {
    return root.resolve(inside.substring(1));
  }

  /** The command line, to be run on the host as root with nothing in its environment. */
  List<String> asRoot(String... command) {
    return on(Map.of("HOME", "/root"), "0:0", command);
  }

  /** The same as a user with a home. */
  List<String> asUser(String... command) {
    return on(Map.of("HOME", "/home/spore"), "990:990", command);
  }

  /** The same with more in the environment. */
  List<String> on(Map<String, String> environment, String user, String... command) {
    // Away from the terminal that the tests may have been started from: nobody is asked there.
    List<String> line = new ArrayList<>(List.of("setsid", "-w"));
    line.addAll(onTerminal(environment, user, command));
    return line;
  }

  /** The same with the terminal, if there is one, of whoever runs it. */
  List<String> onTerminal(Map<String, String> environment, String user, String... command) {
    List<String> line = new ArrayList<>(List.of("env", "-i", "PATH=/bin"));
    environment.forEach((name, value) -> line.add(name + "=" + value));
    SporeProcess.quiet().forEach((name, value) -> line.add(name + "=" + value));
    line.addAll(List.of("/usr/sbin/chroot", "--userspec=" + user, root.toString()));
    line.addAll(List.of(command));
    return line;
  }

  /** What was unpacked into a directory of the host, whole or not. */
  List<String> unpacked(String directory) throws IOException {
    try (Stream<Path> entries = Files.list(path(directory))) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public void close() {
    Tools.run(List.of("umount", root.resolve("proc").toString()));
    said("rm", "--one-file-system", "-rf", root.toString());
  }

  private static void said(String... command) {
    Tools.Result result = Tools.run(List.of(command));
    if (result.status() != 0) {
      throw new AssertionError(String.join(" ", command) + ": " + result.output());
    }
  }

  static Path built() {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("mossspore-linux-(amd64|arm64)"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("not built: mvn package -Pimage makes it"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
