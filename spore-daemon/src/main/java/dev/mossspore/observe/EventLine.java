package dev.mossspore.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mossspore.event.EventKind;
import dev.mossspore.event.SporeEvent;
import java.time.Instant;

/** The line that an event becomes: one JSON object, members in fixed order (07 section 7.3). */
final class EventLine {
  private EventLine() {}

  /** The event's line in UTF-8, newline included. */
  static byte[] of(SporeEvent event, Instant at) {
    return of(event.kind().code(), EventDetail.of(event), at);
  }

  /**
   * The line of an event given by number, newline included.
   *
   * @param detailJson a JSON object, or empty for none
   */
  static byte[] of(int code, String detailJson, Instant at) {
    StringBuilder line = new StringBuilder("{\"type\":");
    JsonText.quote(line, EventKind.typeName(code));
    line.append(",\"code\":").append(code).append(",\"detail\":");
    JsonText.quote(line, detailJson.isEmpty() ? "{}" : detailJson);
    line.append(",\"ts\":\"").append(Timestamp.of(at)).append("\"}\n");
    return line.toString().getBytes(UTF_8);
  }
}
