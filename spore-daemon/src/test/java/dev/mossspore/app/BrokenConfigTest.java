package dev.mossspore.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.config.BrokenFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A hundred broken configurations given to the command as it starts. Each ends it with 78 and a
 * message, before anything is made or changed; a mistake that a start only warns of is refused by
 * {@code --check-config --strict} where it may hide a typing error.
 */
@Tag("unit")
class BrokenConfigTest {
  private static final int KINDS = BrokenFile.KINDS + 2;

  @TempDir Path directory;

  static IntStream seeds() {
    return IntStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void endsWith78AndTouchesNothing(int seed) throws IOException {
    Random random = new Random(seed);
    Broken broken = broken(seed % KINDS, random);
    Map<String, String> before = contents();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExitCode code;
    try (PrintStream err = new PrintStream(said, true, UTF_8)) {
      code =
          new Main(new PrintStream(out, true, UTF_8), err)
              .run(
                  "--config",
                  broken.file(),
                  "--identity-path",
                  directory.resolve("identity/identity.key").toString(),
                  "--state-dir",
                  directory.resolve("state").toString(),
                  broken.fatal() ? "--verbose" : "--check-config",
                  broken.fatal() ? "--verbose" : "--strict");
    }
    String text = said.toString(UTF_8);
    assertTrue(text.contains(broken.says()), () -> broken + " is not in: " + text);
    assertTrue(text.contains(broken.file() + broken.place()), () -> broken + ": " + text);
    if (broken.warning()) {
      assertEquals(ExitCode.OK, code);
    } else {
      assertEquals(ExitCode.CONFIGURATION, code, text);
      assertTrue(text.lines().toList().getLast().startsWith("fatal: "), text);
      assertEquals("", out.toString(UTF_8));
    }
    assertEquals(before, contents());
  }

  /**
   * A configuration and what has to be said of it.
   *
   * @param place behind the file's name, as far as it is known
   * @param fatal whether a start refuses it
   * @param warning whether even a strict check accepts it
   */
  private record Broken(String file, String says, String place, boolean fatal, boolean warning) {}

  private Broken broken(int kind, Random random) throws IOException {
    Path file = directory.resolve("config.json");
    if (kind == BrokenFile.KINDS) {
      Path folder = Files.createDirectory(file);
      return new Broken(folder.toString(), "is a directory", ": ", true, false);
    }
    if (kind > BrokenFile.KINDS) {
      return unreadable(file, random);
    }
    BrokenFile broken = BrokenFile.make(kind, random);
    Files.write(file, broken.content());
    String place =
        switch (broken.line()) {
          case 0 -> ": ";
          case -1 -> ", line ";
          default -> ", line " + broken.line() + ", column " + broken.column() + ": ";
        };
    boolean duplicate = broken.says().contains("given twice");
    return new Broken(file.toString(), broken.says(), place, broken.fatal(), duplicate);
  }

  /** In ways that even root cannot read. */
  private Broken unreadable(Path file, Random random) throws IOException {
    return switch (random.nextInt(4)) {
      case 0 -> new Broken(file.toString(), "no such file", ": ", true, false);
      case 1 -> {
        Path below = Files.writeString(file, "{}").resolve("config.json");
        yield new Broken(below.toString(), "cannot be read", ": ", true, false);
      }
      case 2 -> {
        Files.createSymbolicLink(file, file);
        yield new Broken(file.toString(), "cannot be read", ": ", true, false);
      }
      default -> {
        Files.createSymbolicLink(file, Path.of("/proc/self/mem"));
        yield new Broken(file.toString(), "cannot be read", ": ", true, false);
      }
    };
  }

  /** All files below the directory: their bytes, or what else they are. */
  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.toList();
    }
    for (Path file : files) {
      boolean plain = Files.isRegularFile(file) && !Files.isSymbolicLink(file);
      String content = plain ? Files.readString(file, ISO_8859_1) : "";
      contents.put(
          file.toString(), content + Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS));
    }
    return contents;
  }
}
