package dev.mossspore.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code .github/CODES.md} is the catalogue for readers. {@code mvn test -pl proto
 * -Dmossspore.rewrite=true} writes it anew.
 */
@Tag("unit")
class CodesPageTest {
  private static final Path PAGE = Path.of("../.github/CODES.md");

  @Test
  void thePageIsTheCatalogue() throws IOException {
    String expected = page(Catalogue.load());
    if (Boolean.getBoolean("mossspore.rewrite")) {
      Files.writeString(PAGE, expected);
    }
    assertEquals(expected, Files.readString(PAGE), "write it anew with -Dmossspore.rewrite=true");
  }

  private static String page(Catalogue catalogue) {
    StringBuilder page =
        new StringBuilder(
            """
            # Codes

            Words and numbers by which `mossspore` and `sporectl` name what is wrong, refused, dropped or ended. They are stable:
            scripts may read them. `sporectl explain CODE` says the same. Generated from `proto/src/main/resources/mossspore/codes.json`.
            """);
    for (Kind kind : Kind.values()) {
      if (!catalogue.codes(kind).isEmpty()) {
        page.append("\n## ").append(kind.title()).append("\n\n");
        page.append("| code | severity | meaning | cause | remedy |\n|---|---|---|---|---|\n");
        catalogue.entries().stream()
            .filter(entry -> entry.kind() == kind)
            .forEach(entry -> page.append(row(entry)));
      }
    }
    return page.toString();
  }

  private static String row(Entry entry) {
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            entry.code(),
            entry.severity().name().toLowerCase(java.util.Locale.ROOT),
            cell(entry.summary()),
            cell(entry.cause()),
            cell(entry.fix()));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
