package dev.mossspore.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The jars that sporectl ships with are a reviewed list, {@code packaging/runtime-jars.txt}: a new
 * one is a decision, not an accident of a transitive dependency.
 */
@Tag("system")
class RuntimeJarsIT {
  @Test
  void theLauncherTreeHoldsTheReviewedJars() throws IOException {
    List<String> reviewed =
        Files.readAllLines(Path.of("packaging/runtime-jars.txt"), StandardCharsets.UTF_8).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();
    TreeSet<String> shipped = new TreeSet<>();
    for (File jar : List.of(new File("target/sporectl/lib").listFiles())) {
      shipped.add(jar.getName());
    }
    assertEquals(new TreeSet<>(reviewed), shipped);
  }
}
