package dev.mossspore.discovery;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one peer cache with the reference's habits: keys in any case, unknown ones ignored, the
 * last duplicate wins, {@code null} leaves what was there.
 */
final class PeerCacheReader {
  private static final PeerCacheEntry BLANK = new PeerCacheEntry("", 0);

  private final JsonParser json;

  PeerCacheReader(JsonParser json) {
    this.json = json;
  }

  /** The entries; nothing but white space may follow them. */
  List<PeerCacheEntry> read() throws IOException {
    List<PeerCacheEntry> entries = new ArrayList<>();
    if (json.nextToken() != JsonToken.VALUE_NULL) {
      expect(JsonToken.START_ARRAY);
      while (json.nextToken() != JsonToken.END_ARRAY) {
        entries.add(entry());
      }
    }
    if (json.nextToken() != null) {
      throw problem("there is something after its end");
    }
    return entries;
  }

  private PeerCacheEntry entry() throws IOException {
    PeerCacheEntry entry = BLANK;
    if (isNull()) {
      return entry;
    }
    expect(JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      if (key.equalsIgnoreCase(PeerCacheCodec.ADDRESS)) {
        entry = new PeerCacheEntry(text(entry.address()), entry.lastSeen());
      } else if (key.equalsIgnoreCase(PeerCacheCodec.LAST_SEEN)) {
        entry = new PeerCacheEntry(entry.address(), whole(entry.lastSeen()));
      } else {
        json.skipChildren();
      }
    }
    return entry;
  }

  private String text(String before) throws IOException {
    if (isNull()) {
      return before;
    }
    expect(JsonToken.VALUE_STRING);
    return json.getText();
  }

  private long whole(long before) throws IOException {
    if (isNull()) {
      return before;
    }
    expect(JsonToken.VALUE_NUMBER_INT);
    return json.getLongValue();
  }

  private boolean isNull() {
    return json.currentToken() == JsonToken.VALUE_NULL;
  }

  private void expect(JsonToken token) throws JsonParseException {
    JsonToken found = json.currentToken();
    if (found != token) {
      throw problem("expected " + token + ", found " + described(found));
    }
  }

  private static String described(@Nullable JsonToken token) {
    return token == null ? "nothing" : token.toString();
  }

  private JsonParseException problem(String message) {
    return new JsonParseException(json, message);
  }
}
