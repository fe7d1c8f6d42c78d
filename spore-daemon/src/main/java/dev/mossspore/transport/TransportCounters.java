package dev.mossspore.transport;

import dev.mossspore.base.EnumCounters;
import dev.mossspore.crypto.HandshakeFailure;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the transport refused, dropped and completed since the start. Any thread.
 *
 * @param refusals handshakes ended before their contents could be judged
 * @param failures handshakes ended for what they said
 * @param closings links ended
 * @param overTcp handshakes over TCP, by what became of them
 * @param overUdp handshakes over UDP, by what became of them
 * @param strayPackets authentic packets that were too short or named a stream nobody reads
 * @param overBudget packets dropped because the remote reads too slowly
 * @param tooLarge packets of ours that fit no frame or datagram
 * @param unsentForwards bytes of packets taken for a remote, that left before they were sent
 */
public record TransportCounters(
    EnumCounters<Refusal> refusals,
    EnumCounters<HandshakeFailure> failures,
    EnumCounters<CloseReason> closings,
    EnumCounters<HandshakeResult> overTcp,
    EnumCounters<HandshakeResult> overUdp,
    LongAdder strayPackets,
    LongAdder overBudget,
    LongAdder tooLarge,
    LongAdder unsentForwards) {
  /** All at zero. */
  public TransportCounters() {
    this(
        new EnumCounters<>(Refusal.class),
        new EnumCounters<>(HandshakeFailure.class),
        new EnumCounters<>(CloseReason.class),
        new EnumCounters<>(HandshakeResult.class),
        new EnumCounters<>(HandshakeResult.class),
        new LongAdder(),
        new LongAdder(),
        new LongAdder(),
        new LongAdder());
  }
}
