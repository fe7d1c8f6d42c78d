package dev.mossspore.catalogue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All stable codes. Immutable. */
public final class Catalogue {
  private static final String RESOURCE = "/mossspore/codes.json";

  private final Map<Kind, Map<String, Entry>> byKind;

  private Catalogue(List<Entry> entries) {
    byKind = new LinkedHashMap<>();
    for (Entry entry : entries) {
      Map<String, Entry> ofKind =
          byKind.computeIfAbsent(entry.kind(), any -> new LinkedHashMap<>());
      if (ofKind.put(entry.code(), entry) != null) {
        throw new IllegalArgumentException(
            "%s %s is in the catalogue twice".formatted(entry.kind().word(), entry.code()));
      }
    }
  }

  /** The catalogue that this jar carries, read anew at each call. */
  public static Catalogue load() {
    try (InputStream json = Catalogue.class.getResourceAsStream(RESOURCE)) {
      if (json == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the installation");
      }
      return read(json);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }

  static Catalogue read(InputStream json) throws IOException {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();
    return new Catalogue(List.of(mapper.readValue(json, Entry[].class)));
  }

  /** Every entry, kind by kind. */
  public List<Entry> entries() {
    return byKind.values().stream().flatMap(ofKind -> ofKind.values().stream()).toList();
  }

  /** What a code stands for, which depends on the kind; empty if no kind knows it. */
  public List<Entry> find(String code) {
    return entries().stream().filter(entry -> entry.code().equals(code)).toList();
  }

  public Optional<Entry> find(Kind kind, String code) {
    return Optional.ofNullable(ofKind(kind).get(code));
  }

  /**
   * The entry of a code that the program itself gives out.
   *
   * @throws IllegalArgumentException if the catalogue lacks it, which is a bug
   */
  public Entry require(Kind kind, String code) {
    return find(kind, code)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s %s is not in the catalogue".formatted(kind.word(), code)));
  }

  /** The codes of a kind. */
  public Set<String> codes(Kind kind) {
    return ofKind(kind).keySet().stream().collect(Collectors.toUnmodifiableSet());
  }

  private Map<String, Entry> ofKind(Kind kind) {
    return byKind.getOrDefault(kind, Map.of());
  }
}
