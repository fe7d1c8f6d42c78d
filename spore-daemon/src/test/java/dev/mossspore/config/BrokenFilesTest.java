package dev.mossspore.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A hundred broken files: each gets a message that says where and what, none an exception. */
@Tag("unit")
class BrokenFilesTest {
  @TempDir Path dir;

  static IntStream seeds() {
    return IntStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void isExplained(int seed) {
    BrokenFile broken = BrokenFile.make(seed % BrokenFile.KINDS, new Random(seed));
    Given given = Given.file(dir, broken.content());
    String shown = broken.raw().substring(0, Math.min(400, broken.raw().length()));
    String line = broken.fatal() ? given.problems().getFirst() : given.warnings().getFirst();
    assertTrue(line.contains(broken.says()), () -> line + " for " + shown);
    switch (broken.line()) {
      case 0 -> assertTrue(line.startsWith("config.json: "), line);
      case -1 -> assertTrue(line.matches("config.json, line \\d+, column \\d+: .*"), line);
      default -> {
        String place = "config.json, line " + broken.line() + ", column " + broken.column() + ": ";
        assertTrue(line.startsWith(place), () -> line + " for " + shown);
      }
    }
    assertEquals(broken.fatal(), given.resolve() instanceof Resolution.Refused);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aFlippedByteNeverEscapes(int seed) {
    Random random = new Random(seed);
    byte[] content = Given.nothing(dir).settings().toJson().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 50; i++) {
      byte[] flipped = content.clone();
      flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
      Resolution resolution = Given.file(dir, flipped).resolve();
      if (resolution instanceof Resolution.Refused(var problems, _)) {
        assertFalse(problems.isEmpty());
        Place.InFile place = assertInstanceOf(Place.InFile.class, problems.getFirst().place());
        assertTrue(place.line() > 0, problems::toString);
      }
    }
  }
}
