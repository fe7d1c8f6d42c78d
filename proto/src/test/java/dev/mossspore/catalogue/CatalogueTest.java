package dev.mossspore.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class CatalogueTest {
  private static final String DRAINING =
      """
      {"kind": "%s", "code": "draining", "severity": "info",
       "summary": "It drains.", "cause": "Somebody asked.", "fix": "None needed."}\
      """;

  @Test
  void carriesEntriesThatSayWhatToDo() {
    Catalogue catalogue = Catalogue.load();
    for (Entry entry : catalogue.entries()) {
      for (String text : List.of(entry.summary(), entry.cause(), entry.fix())) {
        assertTrue(text.endsWith("."), () -> entry.code() + " is no sentence: " + text);
      }
    }
    assertEquals(catalogue.entries(), Catalogue.load().entries());
  }

  @Test
  void tellsOneWordOfSeveralKindsApart() throws IOException {
    Catalogue catalogue = read(DRAINING.formatted("unready"), DRAINING.formatted("close"));
    assertEquals(2, catalogue.find("draining").size());
    assertEquals(Kind.CLOSE, catalogue.require(Kind.CLOSE, "draining").kind());
    assertTrue(catalogue.find(Kind.FAULT, "draining").isEmpty());
    assertThrows(IllegalArgumentException.class, () -> catalogue.require(Kind.FAULT, "draining"));
  }

  @Test
  void refusesACodeGivenTwiceAndOneWithoutARemedy() {
    String entry = DRAINING.formatted("close");
    assertThrows(IllegalArgumentException.class, () -> read(entry, entry));
    assertThrows(
        JsonMappingException.class, () -> read(entry.replace("\"None needed.\"", "\" \"")));
    assertThrows(JsonMappingException.class, () -> read(entry.replace("\"cause\"", "\"couse\"")));
  }

  private static Catalogue read(String... entries) throws IOException {
    String json = "[" + String.join(",", entries) + "]";
    return Catalogue.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }
}
