package dev.mossspore.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mossspore.testing.SporeProcess;
import dev.mossspore.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator's guide names exists: metrics, and the files it leads to. */
@Tag("system")
class GuideIT {
  private static final Path GUIDE = Path.of("packaging/running-a-spore.md");
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Pattern METRIC = Pattern.compile("mossspore_[a-z_]+(\\{[^}]*})?");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)");

  @TempDir Path directory;

  @Test
  void namesMetricsAsTheyAre() throws IOException {
    Map<String, String> admin =
        Map.of(
            "MOSSSPORE_ADMIN_ENABLED",
            "true",
            "MOSSSPORE_ADMIN_SOCKET",
            directory.resolve("admin.sock").toString());
    try (SporeProcess spore = SporeProcess.startQuiet(directory, admin)) {
      for (String named : all(METRIC)) {
        Await.until(
            named + " is among the metrics", SOON, () -> has(spore.text("/metrics"), named));
      }
    }
  }

  @Test
  void leadsToFilesThatAreThere() throws IOException {
    for (String link : all(LINK)) {
      Path file = GUIDE.resolveSibling(link.substring(2));
      assertTrue(Files.exists(file), link);
    }
  }

  private static boolean has(String metrics, String named) {
    return metrics.contains("\n" + named + " ") || metrics.contains("\n" + named + "{");
  }

  private static List<String> all(Pattern pattern) throws IOException {
    List<String> found =
        pattern.matcher(Files.readString(GUIDE)).results().map(MatchResult::group).toList();
    assertTrue(found.size() > 5, "nothing was found");
    return found;
  }
}
