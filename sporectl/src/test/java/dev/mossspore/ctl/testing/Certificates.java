package dev.mossspore.ctl.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.testkit.Tools;
import java.nio.file.Path;

/** Authorities and certificates made by openssl in a directory. */
public final class Certificates {
  private final Path directory;

  /** In this directory. */
  public Certificates(Path directory) {
    this.directory = directory;
  }

  /** An authority, as {@code NAME.pem} with its key. */
  public Certificates authority(String name) {
    return shell(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30"
            + " -subj /CN=%1$s -keyout %1$s.key -out %1$s.pem".formatted(name));
  }

  /** A certificate for a host or client of this name, signed by the authority. */
  public Certificates signed(String name, String authority, int days) {
    return shell(
        ("openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=%1$s"
                + " -keyout %1$s.key -out %1$s.csr"
                + " && printf 'subjectAltName=DNS:localhost,DNS:%1$s' > %1$s.ext"
                + " && openssl x509 -req -in %1$s.csr -CA %2$s.pem -CAkey %2$s.key -CAcreateserial"
                + " -days %3$d -extfile %1$s.ext -out %1$s.pem")
            .formatted(name, authority, days));
  }

  /** A file by its name. */
  public Path file(String name) {
    return directory.resolve(name);
  }

  private Certificates shell(String command) {
    Tools.Result result = Tools.run("cd %s && %s".formatted(directory, command));
    assertEquals(0, result.status(), result.output());
    return this;
  }
}
