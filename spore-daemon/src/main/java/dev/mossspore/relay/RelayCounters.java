package dev.mossspore.relay;

import dev.mossspore.base.EnumCounters;
import java.util.concurrent.atomic.LongAdder;

/**
 * What was carried and what was not, since the start. Bytes are of decoded payload. Any thread.
 *
 * @param opened sessions opened
 * @param expired sessions ended because they were idle
 * @param unanswered sessions ended because the target never answered
 * @param refused relay envelopes other than data that led to nothing
 * @param forwardedPackets data passed on
 * @param forwardedBytes data passed on
 * @param droppedPackets data dropped
 * @param droppedBytes data dropped
 */
public record RelayCounters(
    LongAdder opened,
    LongAdder expired,
    LongAdder unanswered,
    EnumCounters<RelayRefusal> refused,
    LongAdder forwardedPackets,
    LongAdder forwardedBytes,
    EnumCounters<DataDrop> droppedPackets,
    EnumCounters<DataDrop> droppedBytes) {
  /** All at zero. */
  public RelayCounters() {
    this(
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new EnumCounters<>(RelayRefusal.class),
        new LongAdder(),
        new LongAdder(),
        new EnumCounters<>(DataDrop.class),
        new EnumCounters<>(DataDrop.class));
  }

  void dropped(DataDrop reason, int bytes) {
    droppedPackets.increment(reason);
    droppedBytes.add(reason, bytes);
  }
}
