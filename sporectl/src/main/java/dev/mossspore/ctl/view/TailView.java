package dev.mossspore.ctl.view;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code tail}: an event of a host, a gap in its events, or a word on the stream itself.
 *
 * @param kind event; dropped; broke, where the stream is tried again; back, where it runs again;
 *     ended, where it will not
 * @param localTime by this host's clock
 * @param clockOffset how far the host's clock is ahead of this one
 * @param event null for a gap
 * @param dropped how many events are missing
 * @param reason why they are; of a stream that is back, restarted where the daemon is another
 * @param errorCode what broke or ended the stream, if anything did
 * @param errorMessage the same in words
 * @param errorFix what to do about it
 */
public record TailView(
    String host,
    String kind,
    Instant localTime,
    @Nullable Duration clockOffset,
    @Nullable EventView event,
    long dropped,
    @Nullable String reason,
    @Nullable String errorCode,
    @Nullable String errorMessage,
    @Nullable String errorFix) {

  /** An event. */
  public static TailView event(String host, Instant at, Duration offset, EventView event) {
    return new TailView(host, "event", at, offset, event, 0, null, null, null, null);
  }

  /** A gap in the events. */
  public static TailView dropped(String host, Instant at, long count, String reason) {
    return new TailView(host, "dropped", at, null, null, count, reason, null, null, null);
  }

  /**
   * A stream that does not run any more.
   *
   * @param again whether it is tried again
   */
  public static TailView stopped(
      String host, Instant at, boolean again, String code, String message, String fix) {
    String kind = again ? "broke" : "ended";
    return new TailView(host, kind, at, null, null, 0, null, code, message, fix);
  }

  /** A stream that runs again. */
  public static TailView back(String host, Instant at, Duration offset, boolean restarted) {
    String reason = restarted ? "restarted" : null;
    return new TailView(host, "back", at, offset, null, 0, reason, null, null, null);
  }
}
