package dev.mossspore.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads strict JSON (RFC 8259) into a tree with places. Never throws on what the text says. */
final class JsonReader {
  /** Deepest nesting accepted; the key table needs four. */
  static final int MAX_DEPTH = 32;

  /** The file's size bounds every name, number and string, so no other limit may strike first. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(ConfigFile.MAX_BYTES)
                  .maxNumberLength(ConfigFile.MAX_BYTES)
                  .maxStringLength(ConfigFile.MAX_BYTES)
                  .build())
          .build();

  /** The outcome of reading a text. */
  sealed interface Parsed {
    /** The text is one JSON value. */
    record Tree(Json json) implements Parsed {}

    /** It is not. */
    record Broken(Spot spot, String wrong, String fix) implements Parsed {}
  }

  private JsonReader() {}

  /** Reads the one value that {@code text}, which must not be blank, consists of. */
  static Parsed read(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      try {
        Json json = value(parser, parser.nextToken());
        return afterwards(text, json, (int) parser.currentLocation().getCharOffset());
      } catch (StreamConstraintsException e) {
        String wrong = "nested deeper than " + MAX_DEPTH + " levels";
        int offset = (int) parser.currentLocation().getCharOffset() - 1;
        return new Parsed.Broken(Spot.at(text, offset), wrong, "no key needs that");
      } catch (JsonProcessingException e) {
        return JsonSyntax.explain(text, e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private static Parsed afterwards(String text, Json json, int end) {
    int next = end;
    while (next < text.length() && " \t\r\n".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    if (next < text.length()) {
      String wrong = "text after the end of " + json.kind().replaceFirst("^an? ", "the ");
      return new Parsed.Broken(Spot.at(text, next), wrong, "remove it");
    }
    return new Parsed.Tree(json);
  }

  private static Json value(JsonParser parser, @Nullable JsonToken token) throws IOException {
    Spot spot = spot(parser.currentTokenLocation());
    return switch (token) {
      case START_OBJECT -> object(parser, spot);
      case START_ARRAY -> list(parser, spot);
      case VALUE_STRING -> new Json.Str(spot, parser.getText());
      case VALUE_NUMBER_INT -> new Json.Num(spot, parser.getText(), true);
      case VALUE_NUMBER_FLOAT -> new Json.Num(spot, parser.getText(), false);
      case VALUE_TRUE -> new Json.Bool(spot, true);
      case VALUE_FALSE -> new Json.Bool(spot, false);
      case VALUE_NULL -> new Json.Nil(spot);
      case null, default -> throw new IllegalStateException("no value at token " + token);
    };
  }

  private static Json object(JsonParser parser, Spot spot) throws IOException {
    List<Json.Member> members = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Spot at = spot(parser.currentTokenLocation());
      String name = parser.currentName();
      members.add(new Json.Member(at, name, value(parser, parser.nextToken())));
    }
    return new Json.Obj(spot, List.copyOf(members));
  }

  private static Json list(JsonParser parser, Spot spot) throws IOException {
    List<Json> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      elements.add(value(parser, token));
    }
    return new Json.Arr(spot, List.copyOf(elements));
  }

  private static Spot spot(JsonLocation location) {
    return new Spot(location.getLineNr(), location.getColumnNr());
  }
}
