package dev.mossspore.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mossspore.catalogue.Catalogue;
import dev.mossspore.catalogue.Kind;
import dev.mossspore.ctl.fleet.ClientCode;
import dev.mossspore.ctl.fleet.ExitCode;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Everything that sporectl itself reports is explained, and nothing else is. */
@Tag("unit")
class CatalogueTest {
  private final Catalogue catalogue = Catalogue.load();

  @Test
  void explainsEveryCodeOfTheClient() {
    assertEquals(
        Arrays.stream(ClientCode.values()).map(ClientCode::word).collect(Collectors.toSet()),
        catalogue.codes(Kind.CLIENT_ERROR));
  }

  @Test
  void explainsEveryExitCode() {
    assertEquals(
        Arrays.stream(ExitCode.values())
            .map(code -> Integer.toString(code.status()))
            .collect(Collectors.toSet()),
        catalogue.codes(Kind.CLIENT_EXIT));
  }
}
