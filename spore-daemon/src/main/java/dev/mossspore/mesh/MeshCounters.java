package dev.mossspore.mesh;

import dev.mossspore.base.EnumCounters;
import dev.mossspore.wire.EnvelopeType;
import java.util.concurrent.atomic.LongAdder;

/**
 * What peers said since the start. Any thread.
 *
 * @param received envelopes of known types
 * @param unknown envelopes of all other types
 * @param invalid packets that were no envelope; each ended its session
 * @param dropped envelopes that found their link's inbox full
 */
public record MeshCounters(
    EnumCounters<EnvelopeType> received, LongAdder unknown, LongAdder invalid, LongAdder dropped) {
  /** All at zero. */
  public MeshCounters() {
    this(new EnumCounters<>(EnvelopeType.class), new LongAdder(), new LongAdder(), new LongAdder());
  }
}
