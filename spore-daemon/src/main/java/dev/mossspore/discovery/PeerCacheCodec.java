package dev.mossspore.discovery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The text of {@code peers.json} (chapter 04 section 7): a list of {@code
 * {"addr":"host:port","last_seen_unix":seconds}}, newest first. Read as liberally as the reference
 * does; a text with one value of a wrong type counts as damaged. Pure.
 */
public final class PeerCacheCodec {
  /** Entries a file holds at most. */
  public static final int MAX_ENTRIES = 256;

  /** How old an entry may be to be of use. */
  public static final Duration MAX_AGE = Duration.ofDays(7);

  /** Bytes beyond which a text is not looked at: a kilobyte for each entry. */
  public static final int MAX_BYTES = MAX_ENTRIES << 10;

  static final String ADDRESS = "addr";
  static final String LAST_SEEN = "last_seen_unix";

  private static final JsonFactory JSON = new JsonFactory();

  private PeerCacheCodec() {}

  /** What decoding came to. */
  public sealed interface Decoded {}

  /**
   * A peer cache.
   *
   * @param entries in the order of the text
   */
  public record Entries(List<PeerCacheEntry> entries) implements Decoded {
    public Entries {
      entries = List.copyOf(entries);
    }

    /**
     * The first entries that have an address and are not too old.
     *
     * @param now seconds since 1970
     */
    public List<PeerCacheEntry> fresh(long now, Duration maxAge) {
      return entries.stream()
          .filter(entry -> !entry.address().isEmpty())
          .filter(entry -> entry.lastSeen() >= now - maxAge.toSeconds())
          .limit(MAX_ENTRIES)
          .toList();
    }
  }

  /** Not a peer cache. */
  public record Damaged(String problem) implements Decoded {}

  /** Reads a text; the array stays the caller's. */
  public static Decoded decode(byte[] file) {
    if (file.length > MAX_BYTES) {
      return new Damaged("it has more than " + MAX_BYTES + " bytes");
    }
    try (JsonParser json = JSON.createParser(new String(file, StandardCharsets.UTF_8))) {
      return new Entries(new PeerCacheReader(json).read());
    } catch (JsonProcessingException e) {
      return new Damaged(e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /**
   * Writes the newest entries that can be dialled; a relayed peer has no address that can.
   *
   * @param max how many at most
   * @return empty if no entry is left, because an empty list is not worth a file
   */
  public static Optional<byte[]> encode(Collection<PeerCacheEntry> entries, int max) {
    List<PeerCacheEntry> kept =
        entries.stream()
            .filter(entry -> entry.target().isPresent())
            .sorted(Comparator.comparingLong(PeerCacheEntry::lastSeen).reversed())
            .limit(max)
            .toList();
    return kept.isEmpty() ? Optional.empty() : Optional.of(write(kept));
  }

  private static byte[] write(List<PeerCacheEntry> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartArray();
      for (PeerCacheEntry entry : entries) {
        json.writeStartObject();
        json.writeStringField(ADDRESS, entry.address());
        json.writeNumberField(LAST_SEEN, entry.lastSeen());
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toByteArray();
  }
}
