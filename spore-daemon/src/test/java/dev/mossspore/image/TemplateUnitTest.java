package dev.mossspore.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * One more spore on a host is kept and confined as the first one is (chapter 07 sections 13, 17).
 */
class TemplateUnitTest {
  private static final Path SHARE = Path.of("packaging/share");

  @Test
  void differsFromTheUnitInNamesOnly() throws IOException {
    String template = Files.readString(SHARE.resolve("mossspore@.service"));
    List<String> asTheUnit =
        template
            .replace(", %i", "")
            .replace("%i.json", "config.json")
            .replace(" --host unix:%t/mossspore-%i/admin.sock", "")
            .replace("mossspore-%i\n", "mossspore\n")
            .lines()
            .filter(line -> !line.startsWith("# One more") && !line.startsWith("Environment="))
            .toList();
    assertEquals(Files.readAllLines(SHARE.resolve("mossspore.service")), asTheUnit);
  }
}
