package dev.mossspore.ctl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.ctl.testing.Release;
import dev.mossspore.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two builds of the same sources give the same files, wherever and whenever: this checkout is built
 * again under a longer name, in another time zone and another language.
 */
@Tag("root")
class SameBytesIT {
  private static final Duration LONG = Duration.ofMinutes(8);
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final String BUILD =
      """
      tar -C "$1" --exclude=target -cf - . | tar -C "$2" -xf - && cd "$2" &&
      TZ=Asia/Tokyo LC_ALL=C.UTF-8 LANGUAGE=de \
      mvn -B -ntp -o -q -Psystem -Dmaven.test.skip=true package\
      """;

  @Test
  void areWhatASecondBuildElsewhereMakes(@TempDir Path directory) throws IOException {
    Tools.requireRoot("mvn", "tar");
    Path copy =
        Files.createDirectories(
            directory.resolve("usr/src/another-directory/with-a/longer-name-than-this"));
    Tools.Result built =
        Tools.run(LONG, List.of("sh", "-c", BUILD, "sh", TOP.toString(), copy.toString()));
    assertEquals(0, built.status(), built.output());
    for (Path file :
        List.of(
            Release.built("spore-daemon", "mossspore"), Release.built("sporectl", "sporectl"))) {
      assertArrayEquals(
          Files.readAllBytes(file),
          Files.readAllBytes(copy.resolve(TOP.relativize(file))),
          file.toString());
    }
  }
}
