package dev.mossspore.config;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a test gives the configuration; the file is written below {@code dir} when it is read. */
record Given(
    Path dir,
    String file,
    Map<String, String> flags,
    Map<String, String> environment,
    long openFiles) {
  static Given nothing(Path dir) {
    return new Given(dir, "", Map.of(), Map.of(), Long.MAX_VALUE);
  }

  static Given file(Path dir, String text) {
    return file(dir, text.getBytes(StandardCharsets.UTF_8));
  }

  static Given file(Path dir, byte[] content) {
    return nothing(dir).withFile(write(dir, "config.json", content).toString());
  }

  static Path write(Path dir, String name, byte[] content) {
    try {
      return Files.write(dir.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Given withFile(String path) {
    return new Given(dir, path, flags, environment, openFiles);
  }

  Given withFlags(Map<String, String> values) {
    return new Given(dir, file, values, environment, openFiles);
  }

  Given withEnvironment(Map<String, String> variables) {
    return new Given(dir, file, flags, variables, openFiles);
  }

  Given withOpenFiles(long limit) {
    return new Given(dir, file, flags, environment, limit);
  }

  Path home() {
    return dir.resolve("home");
  }

  Resolution resolve() {
    return Configuration.resolve(
        new ConfigInputs(file, flags, environment, home(), false, openFiles));
  }

  Resolution resolveStrictly() {
    return Configuration.resolve(
        new ConfigInputs(file, flags, environment, home(), true, openFiles));
  }

  Resolution.Accepted accepted() {
    Resolution resolution = resolve();
    return assertInstanceOf(Resolution.Accepted.class, resolution, resolution::toString);
  }

  Settings settings() {
    return accepted().settings();
  }

  /** The problems as lines, without the directory. */
  List<String> problems() {
    return lines(assertInstanceOf(Resolution.Refused.class, resolve()).problems());
  }

  /** The warnings as lines, without the directory. */
  List<String> warnings() {
    return lines(resolve().warnings());
  }

  private List<String> lines(List<?> findings) {
    return findings.stream().map(f -> f.toString().replace(dir + "/", "")).toList();
  }
}
