package dev.mossspore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A vector file that no test names is a promise nobody keeps. */
@Tag("unit")
class VectorCoverageTest {
  private static final Path VECTORS = Path.of("src/test/resources/vectors");
  private static final Path TESTS = Path.of("src/test/java");

  @Test
  void everyVectorFileIsNamedByATest() throws IOException {
    String tests = String.join("\n", contents(TESTS, ".java"));
    TreeSet<String> unread = new TreeSet<>();
    List<Path> files = files(VECTORS, ".json");
    assertFalse(files.isEmpty());
    for (Path file : files) {
      String path = VECTORS.relativize(file).toString().replace(".json", "");
      if (!tests.contains("Vectors.cases(\"" + path + "\")")
          && !tests.contains("Vectors.file(\"" + path + "\")")) {
        unread.add(path);
      }
    }
    assertEquals(new TreeSet<>(), unread, "vector files that no test reads");
  }

  private static List<Path> files(Path root, String suffix) throws IOException {
    try (var walk = Files.walk(root)) {
      return walk.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }

  private static List<String> contents(Path root, String suffix) throws IOException {
    List<String> texts = new java.util.ArrayList<>();
    for (Path file : files(root, suffix)) {
      texts.add(Files.readString(file));
    }
    return texts;
  }
}
