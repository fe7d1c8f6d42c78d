package dev.mossspore.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mossspore.discovery.PeerCacheCodec.Damaged;
import dev.mossspore.discovery.PeerCacheCodec.Entries;
import dev.mossspore.testing.Vectors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class PeerCacheVectorTest {
  /**
   * A relayed peer cannot be dialled at the address the reference writes, so ours leaves it out.
   */
  private static final String RELAYED =
      "save: relayed peers appear with their pseudo address (observed behaviour; skip them)";

  static List<JsonNode> cases() {
    return Vectors.cases("discovery/peer_cache");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsAndWritesWhatWasRecorded(JsonNode vector) {
    JsonNode in = vector.path("inputs");
    JsonNode out = vector.path("outputs");
    String name = vector.path("name").asText();
    if (name.startsWith("load:")) {
      List<String> expected = new ArrayList<>();
      out.path("addresses").forEach(address -> expected.add(address.asText()));
      assertEquals(expected, load(in));
      return;
    }
    List<PeerCacheEntry> entries = new ArrayList<>();
    for (JsonNode entry : in.path("entries")) {
      entries.add(
          new PeerCacheEntry(entry.path("addr").asText(), entry.path("last_seen_unix").asLong()));
    }
    String after =
        PeerCacheCodec.encode(entries, in.path("max").asInt())
            .map(text -> new String(text, UTF_8))
            .orElse(in.path("existing_file").asText());
    assertEquals(name.equals(RELAYED) ? "" : out.path("file_after").asText(), after);
  }

  private static List<String> load(JsonNode in) {
    return switch (PeerCacheCodec.decode(in.path("file").asText().getBytes(UTF_8))) {
      case Damaged damaged -> List.of();
      case Entries entries ->
          entries
              .fresh(
                  in.path("now_unix").asLong(), Duration.ofSeconds(in.path("ttl_seconds").asLong()))
              .stream()
              .map(PeerCacheEntry::address)
              .toList();
    };
  }
}
