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
 * @param graylisted envelopes of peers nobody listens to
 * @param throttled announcements over a session's budget
 * @param unverified announcements whose signature nobody had time to check
 * @param pingsMissed pings that peers did not answer in time
 * @param newsDropped news of peers that others were not told, for there was too much of it
 * @param scoresEvicted score records that had to make room
 * @param dials dials that waited, seeds that had to make room
 */
public record MeshCounters(
    EnumCounters<EnvelopeType> received,
    LongAdder unknown,
    LongAdder invalid,
    LongAdder dropped,
    LongAdder graylisted,
    LongAdder throttled,
    LongAdder unverified,
    LongAdder pingsMissed,
    LongAdder newsDropped,
    LongAdder scoresEvicted,
    DialCounters dials) {
  /** All at zero. */
  public MeshCounters() {
    this(
        new EnumCounters<>(EnvelopeType.class),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new DialCounters());
  }
}
