package dev.mossspore.ctl.testing;

import dev.mossspore.testkit.FleetHost;
import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** What was built of both programs, as a signed release. */
public final class Release {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

  private Release() {}

  /** Skips the test where it was not built or cannot be installed; in CI it fails instead. */
  public static void require() {
    FleetHost.require();
    Tools.requirePrograms("curl");
    Tools.require(
        "ls ../spore-daemon/target/mossspore-linux-* target/sporectl-linux-*",
        "both files that mvn package -Pimage makes");
  }

  /**
   * Signs it and installs it on the server.
   *
   * @param directory to sign in
   */
  public static void install(FleetHost host, Path directory, String options) throws IOException {
    Path release = Files.createDirectories(directory.resolve("release"));
    for (Path file : List.of(built("spore-daemon", "mossspore"), built("sporectl", "sporectl"))) {
      Files.copy(file, release.resolve(file.getFileName()));
    }
    String sign = TOP.resolve("spore-daemon/packaging/release").toString();
    Path key = directory.resolve("key");
    succeed(sign, "new-key", key.toString());
    succeed(sign, "sign", key.toString(), release.toString());
    Path inside = host.directory("/root/release");
    try (Stream<Path> files = Files.list(release)) {
      for (Path file : files.toList()) {
        Files.copy(file, inside.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    host.said("cd /root/release && sh install.sh -y --file mossspore-linux-* --start " + options);
  }

  /** The file of a program that needs nothing installed. */
  public static Path built(String module, String program) {
    try (Stream<Path> files = Files.list(TOP.resolve(module).resolve("target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches(program + "-linux-(amd64|arm64)"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("not built: mvn package -Pimage makes it"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void succeed(String... command) {
    Tools.Result result = Tools.run(List.of(command));
    if (result.status() != 0) {
      throw new AssertionError(String.join(" ", command) + ": " + result.output());
    }
  }
}
