package dev.mossspore.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;

/** Golden vectors below {@code src/test/resources/vectors}, by path without the suffix. */
public final class Vectors {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Vectors() {}

  /** The file's cases: its top-level list, or the list under {@code "cases"}. */
  public static List<JsonNode> cases(String path) {
    JsonNode root = file(path);
    JsonNode cases = root.isArray() ? root : root.path("cases");
    if (!cases.isArray() || cases.isEmpty()) {
      throw new IllegalStateException("no cases in " + path);
    }
    return StreamSupport.stream(cases.spliterator(), false).toList();
  }

  /** The whole file. */
  public static JsonNode file(String path) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + path + ".json")) {
      if (in == null) {
        throw new IllegalStateException("no vector file " + path);
      }
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of a hex member; an absent or empty member is no bytes. */
  public static byte[] hex(JsonNode node, String member) {
    return HexFormat.of().parseHex(node.path(member).asText(""));
  }
}
