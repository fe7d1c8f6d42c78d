package dev.mossspore.monitor;

import java.util.concurrent.atomic.LongAdder;

/**
 * What the monitor did not put up with since the start. Any thread.
 *
 * @param refused connections closed at once because too many were open
 * @param timedOut connections closed because a request or an answer took too long
 */
public record MonitorCounters(LongAdder refused, LongAdder timedOut) {
  /** All at zero. */
  public MonitorCounters() {
    this(new LongAdder(), new LongAdder());
  }
}
