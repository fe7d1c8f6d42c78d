package dev.mossspore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keeps the sources of each module small: half of the files under 90 lines, three quarters under
 * 160, none above 350.
 */
@Tag("unit")
class SourceSizeTest {
  private static final int HALF = 90;
  private static final int THREE_QUARTERS = 160;
  private static final int ALL = 350;

  @ParameterizedTest
  @ValueSource(strings = {"proto", "spore-daemon", "sporectl"})
  void filesStaySmall(String module) throws IOException {
    try (var walk = Files.walk(Path.of("..", module, "src"))) {
      List<Path> sources = walk.filter(file -> file.toString().endsWith(".java")).toList();
      List<Path> tooLong = sources.stream().filter(file -> lines(file) > ALL).toList();
      assertEquals(List.of(), tooLong);
      int[] sorted = sources.stream().mapToInt(SourceSizeTest::lines).sorted().toArray();
      assertTrue(sorted[sorted.length / 2] <= HALF, "median " + sorted[sorted.length / 2]);
      int upper = sorted[sorted.length * 3 / 4];
      assertTrue(upper <= THREE_QUARTERS, "upper quartile " + upper);
    }
  }

  private static int lines(Path file) {
    try (var lines = Files.lines(file)) {
      return Math.toIntExact(lines.count());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
