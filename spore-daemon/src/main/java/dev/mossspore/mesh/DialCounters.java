package dev.mossspore.mesh;

import java.util.concurrent.atomic.LongAdder;

/**
 * What dialling had no room for. Any thread.
 *
 * @param deferred dials that had to wait because too many were in flight
 * @param seedsDropped seeds not taken, or given up for newer ones
 */
record DialCounters(LongAdder deferred, LongAdder seedsDropped) {
  /** All at zero. */
  DialCounters() {
    this(new LongAdder(), new LongAdder());
  }
}
