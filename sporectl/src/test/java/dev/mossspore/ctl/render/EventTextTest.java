package dev.mossspore.ctl.render;

import dev.mossspore.ctl.fleet.Failure;
import dev.mossspore.ctl.tail.TailItem;
import dev.mossspore.ctl.testing.Golden;
import dev.mossspore.ctl.testing.Views;
import dev.mossspore.ctl.view.EventView;
import dev.mossspore.ctl.view.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of line of {@code tail} in every format; the machine formats are a contract. */
@Tag("unit")
class EventTextTest {
  private static final Instant THEN = Instant.parse("2026-05-26T18:00:00.123Z");
  private static final Duration AHEAD = Duration.ofMillis(250);
  private static final Failure REFUSED =
      new Failure("connection_refused", "nobody listens, \"there\"", "start it");

  @ParameterizedTest
  @EnumSource
  void tail(Format format) {
    EventText text = new EventText(format, Screen.PLAIN, 5);
    EventView joined =
        new EventView(
            7,
            THEN.plus(AHEAD),
            "PeerJoined",
            1,
            Severity.INFO,
            Views.KEY,
            null,
            Map.of("peer_id", Views.KEY));
    String lines =
        text.head()
            + text.event(new TailItem.Happened("web01", AHEAD, THEN, joined))
            + text.lost(new TailItem.Lost("web02", THEN, 12, "ring_overflow"));
    if (format.forMachines()) {
      lines +=
          text.stopped("web01", THEN, true, REFUSED)
              + text.back(new TailItem.Began("web01", AHEAD, true, true), THEN)
              + text.back(new TailItem.Began("web01", AHEAD, true, false), THEN)
              + text.stopped("web02", THEN, false, REFUSED);
    }
    Golden.check("tail." + format, lines);
  }
}
